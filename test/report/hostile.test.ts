/** Reports cannot be used for attacks: every format, every field, with what a stranger would write there. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { codes } from "../../src/codes.ts";
import type { Finding } from "../../src/finding.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { plain } from "../../src/report/text.ts";
import { needs } from "../needs.ts";

/** What must not come through: as it is, or as a page or a log would understand it. */
const HOSTILE: Readonly<Record<string, string>> = {
  "a right-to-left override": "a\u202eb",
  "directional marks": "a\u200eb\u200fc\u061cd",
  isolates: "a\u2066b\u2069",
  "no width": "a\u200bb\u200c\u200dc\u2060\ufeff",
  "a soft hyphen": "exam\u00adple",
  "tag characters": "a\u{e0041}\u{e007f}",
  "variation selectors": "a\ufe0f\u{e0100}",
  fillers: "a\u3164\uffa0\u115f",
  "ANSI codes": "\u001b[31mred\u001b]8;;http://evil.example\u0007",
  "C1 codes": "a\u009b31m\u0085b",
  "carriage return": "a\rb",
  "line feed": "a\nb",
  separators: "a\u2028b\u2029c",
  "NUL and DEL": "a\0b\u007f",
  "half a character": "a\ud800b\udc00",
  noncharacters: "a\ufffe\uffff",
  "a command on a new line": "x\n::error file=a::pwned",
  "a command": "::error file=a::pwned",
  "a command after space": "  ::stop-commands::x",
  "an older command": "x ##[error]pwned",
  "an Azure command": "x ##vso[task.setvariable variable=a]b",
  "a TeamCity command": "##teamcity[buildStatus text='x']",
  "a link": "[click](http://evil.example)",
  "a bare link": "see http://evil.example/x and https://evil.example",
  www: "see www.evil.example",
  "www in brackets": "(www.evil.example)",
  "an e-mail address": "someone@evil.example",
  mailto: "mailto:someone@evil.example",
  "a mention": "@team and (@org/team)",
  "an issue": "#123 org/repo#4 GH-5",
  "a merge request": "!12 $34 &56 %78 ~label",
  "a commit": "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
  HTML: "<script>alert(1)</script><img src=x onerror=y>",
  entities: "&#64;team &lt;b&gt;",
  "an image": "![x](http://evil.example/track.png)",
  code: "`a` ``b`` ```c",
  "code with a mention": "`@team` ` @team `",
  "a backtick before a mention": "\\`@team\\`",
  "a heading and a list": "# x\n- y\n> z",
  "a table": "| a | b |",
  XML: "]]></failure><evil a='\"'>",
  "a reference": "[1]: http://evil.example",
  "strange names": "__proto__ constructor",
};

/** Each field in which text of a stranger may be. */
const FIELDS: Readonly<Record<string, (text: string) => Partial<Finding>>> = {
  message: (message) => ({ message }),
  help: (help) => ({ help }),
  path: (file) => ({ place: { file, line: 1, column: 1 } }),
  note: (note) => ({ related: [{ place: { file: "b.yaml", line: 1, column: 1 }, note }] }),
  "path of a note": (file) => ({ related: [{ place: { file, line: 1, column: 1 }, note: "x" }] }),
  domain: (domain) => ({ domain }),
  owner: (owner) => ({ owner }),
  frame: () => ({ place: { file: "a.yaml", line: 1, column: 1 } }),
};

const CASES = Object.entries(HOSTILE).flatMap(([what, text]) =>
  Object.entries(FIELDS).map(([field, make]) => ({ what, text, field, finding: findingOf(make(text)) })),
);

function findingOf(about: Partial<Finding>): Finding {
  return {
    code: "mx-present",
    severity: "error",
    message: "no MX",
    place: { file: "c.yaml", line: 1, column: 1 },
    ...about,
  };
}

const print = (format: string, finding: Finding, text: string): string =>
  FORMATS[format]?.(
    {
      domains: [],
      zones: [],
      findings: [finding],
      // the reason of a waiver is a field of every case
      waived: [{ ...finding, reason: text }],
      lines: (file) => (file === "a.yaml" ? [text] : undefined),
    },
    { codes: [], style: plain, version: "1" },
  ) ?? "";

/** Hidden characters, but for the line feeds of the format itself. */
const HIDDEN =
  /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

describe.each(Object.keys(FORMATS))("%s", (format) => {
  test.each(CASES)("$what in the $field: hides nothing and commands nothing", ({ text, finding }) => {
    const printed = print(format, finding, text);
    expect(printed).not.toBe("");
    expect(printed).not.toMatch(HIDDEN);
    expect(printed).not.toMatch(/##\w*\[/);
    const commands = printed.split("\n").filter((line) => /^\s*::/.test(line));
    expect(commands.filter((line) => !line.startsWith("::error "))).toEqual([]);
    expect(commands).toHaveLength(format === "github" ? 1 : 0);
  });
});

/** The text is whole lines: a line feed of a stranger makes no new one. */
test.each(CASES)("text, $what in the $field: makes no line of its own", ({ text, finding }) => {
  const calm = print("text", findingOf({ ...finding, ...lengths(finding) }), "x");
  const isFramed = finding.place?.file === "a.yaml";
  const lines = print("text", finding, text).split("\n").length;
  expect(lines).toBeLessThanOrEqual(calm.split("\n").length + (isFramed ? 2 : 0));
});

/** The same finding with harmless text. */
const lengths = ({ help, related }: Finding): Partial<Finding> => ({
  message: "x",
  ...(help !== undefined && { help: "x" }),
  ...(related !== undefined && { related: related.map((one) => ({ ...one, note: "x" })) }),
});

describe("json and sarif", () => {
  test.each(CASES)(
    "are valid, and a reader gets what was meant: $what in the $field",
    ({ text, field, finding }) => {
      const [read] = JSON.parse(print("json", finding, text)).findings;
      const fields: Readonly<Record<string, unknown>> = {
        message: read.message,
        help: read.help,
        path: read.file,
        note: read.related[0]?.note,
        "path of a note": read.related[0]?.file,
        domain: read.domain,
      };
      if (field in fields) expect(fields[field]).toBe(text);
      expect(() => JSON.parse(print("sarif", finding, text))).not.toThrow();
    },
  );

  test("sarif's texts are as visible as those of a page", () => {
    const finding = findingOf({ message: "a\u202eb", help: "c\u200bd" });
    const [run] = JSON.parse(print("sarif", finding, "")).runs;
    expect(run.results[0].message.text).toBe("a\\u202eb\nhelp: c\\u200bd");
  });
});

needs("xmllint").describe("junit", () => {
  test("of all hostile texts in all fields validates", () => {
    const findings = CASES.map(({ finding }) => finding);
    const xml =
      FORMATS["junit"]?.(
        { domains: [], zones: [], findings, waived: [], lines: () => undefined },
        { codes, style: plain, version: "1" },
      ) ?? "";
    const ran = spawnSync("xmllint", ["--noout", "--schema", join(import.meta.dirname, "junit.xsd"), "-"], {
      input: xml,
      encoding: "utf8",
    });
    expect(ran).toMatchObject({ stderr: "- validates\n", status: 0 });
  });
});

/** What is left of Markdown when its code and its escaped characters are taken away: what a forge may make live. */
function live(markdown: string): string {
  let rest = "";
  for (let at = 0; at < markdown.length; ) {
    const [ticks = ""] = /^`+/.exec(markdown.slice(at)) ?? [];
    if (markdown[at] === "\\") {
      // a forge looks for mentions and references after it has resolved this
      rest += /[@#!$%&~]/.test(markdown[at + 1] ?? "") ? markdown[at + 1] : " ";
      at += 2;
    } else if (ticks === "") rest += markdown[at++];
    else {
      const end = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(markdown.slice(at + ticks.length));
      if (end === null) throw new Error(`code without an end: ${markdown}`);
      at += ticks.length + end.index + ticks.length;
    }
  }
  return rest;
}

describe("markdown", () => {
  test.each(CASES)("leaves nothing alive: $what in the $field", ({ text, finding }) => {
    const [, ...items] = print("markdown", finding, text).split("\n");
    for (const item of items) {
      const rest = live(item).replace(/^ *- (?:\*\*\w+\*\*)?/, "");
      expect(rest).not.toMatch(/[@#~&$!%]\w|:\/\/|www\.|mailto:|GH-\d|[0-9a-f]{7}|[<>[\]*_|]/i);
      expect(item === "" || /^(?:- \*\*error\*\*|- waived | {2}- )/.test(item)).toBe(true);
    }
  });

  test("shows the words of a mention and of a link, as code", () => {
    const finding = findingOf({ message: "ask @team at http://x.example or see *this*" });
    expect(print("markdown", finding, "")).toContain("ask `@team` at `http://x.example` or see \\*this\\*");
  });

  test("the test itself would notice them", () => {
    expect(live("a @team `@b` \\@c \\<d")).toBe("a @team   @c  d".replace("  @c", " @c"));
    expect(() => live("a ` b")).toThrow(/without an end/);
  });
});
