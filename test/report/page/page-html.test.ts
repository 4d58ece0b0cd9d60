/** The page as HTML: it needs nothing from outside, and no text in it is markup. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { browserFiles } from "../../../src/report/page/browser.ts";
import type { PageData } from "../../../src/report/page/page-data.ts";
import { MADE_BY, pageHtml } from "../../../src/report/page/page-html.ts";
import { factsAbout, loadedOf, pageWith } from "./fleet.ts";
import { HOSTILE } from "./hostile.ts";

const summary = { domains: 1, records: 2, errors: 0, warnings: 1, infos: 0, waived: 0 };
const html = (data: PageData, version = "1.2.3"): string =>
  pageHtml({ data, summary, made: "2026-12-01 09:30 UTC", version, ...browserFiles() });

const parked = pageWith(loadedOf({ "a.yaml": "domain: a.example\ndns: cloudflare\nmode: parked\n" }));
const page = html(parked);

/** What is in the elements of a name. */
const inside = (text: string, tag: string): string[] =>
  [...text.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, "g"))].map(
    ([, content = ""]) => content,
  );

describe("nothing comes from outside", () => {
  test("the policy permits the page's own script and style, by their hashes, and nothing else", () => {
    const [, policy = ""] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page) ?? [];
    const hash = (text = ""): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const scripts = inside(page, "script");
    expect(scripts).toHaveLength(2);
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${hash(scripts.at(-1))}`,
      `style-src ${hash(inside(page, "style")[0])}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test("no element, style or script names an address", () => {
    expect(page.replace(/\/\*[\s\S]*?\*\//g, "")).not.toMatch(
      /\b(?:src|action|srcset)=|\bhref="(?!#)|url\(|@import|https?:|\bfetch\(|XMLHttp|import\(/,
    );
  });

  test("no element has a style or a handler of its own, which the policy would refuse", () => {
    const [markup = ""] = page.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, "").match(/<body>[\s\S]*/) ?? [];
    expect(markup).not.toMatch(/\sstyle=|\son\w+=/);
  });
});

test("at a glance, without a script: each value, how many have it, and a bar as wide as its share", () => {
  const data: PageData = {
    ...parked,
    facts: [
      {
        id: "dmarc",
        title: "DMARC",
        about: "a < b",
        values: [
          { label: "none", tone: "weak" },
          { label: "reject", tone: "good" },
        ],
        of: [0, 1, 1, 1],
      },
    ],
    domains: ["a", "b", "c", "d"].map((name) => ({ name, about: [], zones: [] })),
  };
  const bars = inside(html(data), "button").filter((bar) => bar.includes("rect"));
  expect(bars).toEqual([
    expect.stringMatching(/>none<.*>1<.*width="25\.00"/),
    expect.stringMatching(/>reject<.*>3<.*width="75\.00"/),
  ]);
  expect(html(data)).toContain("<p>a &lt; b</p>");
  expect(html(data)).toContain("<title>Mail of 4 domains</title>");
});

test("the head has what it is known by, and when and from what it was made", () => {
  expect(page.slice(0, 2000)).toContain(`content="${MADE_BY} 1.2.3"`);
  expect(page).toContain(
    "In the specs: 1 warning in 1 domain, 2 records. Made by mailzone 1.2.3 at 2026-12-01 09:30 UTC.",
  );
});

/** Everything that may hold a stranger's text, with it. */
function withText(text: string): PageData {
  const yaml = (value: string): string => JSON.stringify(value);
  const lines = [
    "domain: a.example",
    "dns: cloudflare",
    "mode: mail",
    `records: [{name: x, type: TXT, value: ${yaml(text)}}]`,
    `waive: [{check: mx-present, reason: ${yaml(text)}}]`,
  ];
  const loaded = loadedOf({ [`stacks/prod/${text}.yaml`]: `${lines.join("\n")}\n` });
  const strange = { name: text, type: "TXT", wanted: [text], heard: [{ server: text, said: text }] };
  return pageWith(
    {
      ...loaded,
      findings: [
        ...loaded.findings,
        { code: "mx-present", severity: "error", message: text, help: text, domain: "a.example" },
        { code: "yaml-syntax", severity: "error", message: text, place: { file: text, line: 1, column: 1 } },
      ],
    },
    {
      verified: {
        domains: new Map([["a.example", { outcome: "differs", said: text, strange: [strange] }]]),
        findings: [],
      },
      drifts: {
        changes: new Map([["a.example", [text]]]),
        findings: [],
        conflicting: new Set(),
        stacks: new Set(),
        unknownStacks: new Set(),
        unreadZones: new Set(),
      },
      reported: {
        domains: new Map([
          [
            "a.example",
            { outcome: "much", said: text, sources: [[text, text, text, text, text]], lost: text },
          ],
        ]),
        findings: [],
      },
    },
  );
}

describe.each(HOSTILE.map((text) => [JSON.stringify(text), text]))("%s", (_, text) => {
  const data = withText(text);
  const made = html(data, text);

  test("is text and nothing else", () => {
    const calm = html(withText("calm"), "calm");
    const tags = (all: string): string[] =>
      all.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, "<$1>").match(/<[^>]*>/g) ?? [];
    expect(tags(made).filter((tag) => !tag.startsWith("<meta"))).toEqual(
      tags(calm).filter((tag) => !tag.startsWith("<meta")),
    );
    const [json = ""] = inside(made, "script");
    expect(json).not.toContain("<");
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(data)));
  });

  test("hides no character", () => {
    for (const one of data.texts) {
      expect(one.replaceAll("\u0001", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
    expect(factsAbout(data, "a.example")["dns"]).toBe("answers differ");
  });
});
