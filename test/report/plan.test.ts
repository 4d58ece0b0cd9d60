/** The plan of a stack in words and as Markdown: what mail people read, escaped, and cut to a comment. */
import { describe, expect, test } from "@jest/globals";
import type { PolicyChange, RecordChange, StackPlan } from "../../src/engine/plan-change.ts";
import { printPlanMarkdown } from "../../src/report/plan-markdown.ts";
import { planLine, printPlan } from "../../src/report/plan-text.ts";
import { changeSentences } from "../../src/report/plan-words.ts";
import { change } from "./record-change.ts";

const plan = (changes: readonly RecordChange[], rest: Partial<StackPlan> = {}): StackPlan => ({
  stack: "prod",
  zones: [],
  policies: [],
  changes,
  unchanged: 2,
  others: 0,
  findings: [],
  ...rest,
});

test.each([
  [change("create", "@", "MX", "", "600 5 mx1.example.net."), ["MX 5 mx1.example.net. is added"]],
  [
    change("delete", "@", "A", "600 192.0.2.1 | 192.0.2.2", ""),
    ["A 192.0.2.1 is deleted", "A 192.0.2.2 is deleted"],
  ],
  [
    change("update", "@", "TXT", '600 "v=spf1 -all" | "token"', '600 "v=spf1 mx -all" | "token"'),
    ['SPF changes from "v=spf1 -all" to "v=spf1 mx -all"'],
  ],
  [
    change("update", "_dmarc", "TXT", '600 "v=DMARC1; p=none"', '600 "v=DMARC1; p=reject"'),
    ['DMARC changes from "v=DMARC1; p=none" to "v=DMARC1; p=reject"'],
  ],
  [
    change(
      "update",
      "@",
      "MX",
      "600 10 a.example.net. | 20 b.example.net.",
      "600 10 c.example.net. | 20 d.example.net.",
    ),
    [
      "MX 10 a.example.net. is deleted",
      "MX 20 b.example.net. is deleted",
      "MX 10 c.example.net. is added",
      "MX 20 d.example.net. is added",
    ],
  ],
  [
    change("update", "@", "MX", "600 10 a.example.net.", "60 10 a.example.net."),
    ["the TTL of MX changes from 600 to 60 s"],
  ],
  [
    change("update", "@", "A", "600 192.0.2.1", "600 192.0.2.1"),
    ["A changes only in settings that DNS does not show"],
  ],
  [change("replace", "x", "TXT", '600 "a"', '600 "a"'), ['TXT "a" is deleted and created again']],
  [
    change("replace", "x", "TXT", '600 "a"', '600 "b"'),
    ['TXT changes from "a" to "b"; the record is deleted and created again'],
  ],
  [
    change("create", "s1._domainkey", "TXT", "", '600 "v=DKIM1; p=QUJD"'),
    ['DKIM key "v=DKIM1; p=QUJD" is added'],
  ],
  [
    change("delete", "s1._domainkey", "CNAME", "600 k.example.net.", ""),
    ["DKIM CNAME k.example.net. is deleted"],
  ],
  [
    { ...change("delete", "x", "TXT", "600 ", ""), gap: true },
    ["TXT is deleted; for a moment the name has no records of this type"],
  ],
] as const)("%j reads %j", (one, sentences) => {
  expect(changeSentences(one)).toEqual(sentences);
});

describe("the text", () => {
  test("has a block a domain and cloud, and ends with the counts", () => {
    const changes = [
      change("create", "@", "A", "", "600 192.0.2.1"),
      { ...change("delete", "@", "A", "600 192.0.2.1", ""), cloud: "cloudflare" as const },
    ];
    expect(printPlan(plan(changes))).toBe(
      [
        "example.com on Amazon Route 53",
        "  +  example.com: A 192.0.2.1 is added",
        "",
        "example.com on Cloudflare",
        "  -  example.com: A 192.0.2.1 is deleted",
        "",
        "records: 1 added, 1 deleted; 2 unchanged",
        "",
      ].join("\n"),
    );
  });

  test("tells of zones first, in words of their own", () => {
    const zones = [
      { kind: "create", resource: "example.com", cloud: "route53", zone: "example.com." },
      {
        kind: "forget",
        resource: "eu:xn--bcher-kva.example",
        cloud: "cloudflare",
        account: "eu",
        zone: "xn--bcher-kva.example.",
      },
    ] as const;
    expect(printPlan(plan([change("create", "@", "A", "", "600 192.0.2.1")], { zones }))).toBe(
      [
        "+  the zone example.com is created on Amazon Route 53; afterwards set its servers at the registrar (pulumi up prints them as nameServers)",
        "   the stack forgets the zone bücher.example on Cloudflare (eu), which stays there with everything in it",
        "",
        "example.com on Amazon Route 53",
        "  +  example.com: A 192.0.2.1 is added",
        "",
        "1 zone created; records: 1 added; 2 unchanged",
        "",
      ].join("\n"),
    );
    expect(printPlanMarkdown(plan([], { zones }))).toMatch(
      /unchanged\n\n- ➕ the zone example\.com is created/,
    );
  });

  test.each([
    [
      "sign",
      "+  the zone example.com is signed with DNSSEC on Amazon Route 53; afterwards enter its DS record",
    ],
    ["unsign", "-  the zone example.com is no longer signed with DNSSEC on Amazon Route 53"],
    ["rekey", "~  the zone example.com gets another key on Amazon Route 53; the old one stays beside it"],
    [
      "forget-signing",
      "   the stack forgets the DNSSEC of the zone example.com on Amazon Route 53, which stays",
    ],
  ] as const)("tells what becomes of a zone's signing: %s", (kind, said) => {
    const zones = [{ kind, resource: "example.com", cloud: "route53", zone: "example.com." }] as const;
    expect(printPlan(plan([], { zones }))).toContain(said);
    expect(printPlanMarkdown(plan([], { zones }))).toContain(said.slice(3));
  });

  test.each<[PolicyChange["kind"], string, string, readonly string[]]>([
    ["create", "", "mode: testing\nmax_age: 86400", ["+  ", "is served here: mode testing, max_age 86400"]],
    ["delete", "mode: none", "", ["-  ", "is no longer served"]],
    [
      "update",
      "mode: testing\nmx: a.example",
      "mode: enforce\nmx: a.example",
      ["~  ", ": mode changes from testing to enforce"],
    ],
    [
      "update",
      "mx: a.example\nmx: b.example",
      "mx: b.example\nmx: c.example\nmx: *.d.example",
      ["~  ", ": mx a.example is deleted"],
    ],
    [
      "update",
      "mode: none",
      "mode: none",
      ["~  the script", "the script that serves the MTA-STS policy changes, not the policy"],
    ],
  ])("tells what becomes of a policy that a Worker serves: %s of %j to %j", (kind, before, after, said) => {
    const version = "version: STSv1\n";
    const policy: PolicyChange = {
      ...{ kind, resource: "example.com/mta-sts/WORKER", cloud: "cloudflare", domain: "example.com" },
      host: "mta-sts.example.com.",
      ...(before !== "" && { before: version + before }),
      ...(after !== "" && { after: version + after }),
    };
    const text = printPlan(plan([], { policies: [policy] }));
    expect(text).toMatch(/^example\.com on Cloudflare\n {2}[-+~] {2}mta-sts\.example\.com: the /);
    for (const words of said) expect(text.replace("mta-sts.example.com: ", "")).toContain(words);
    expect(text).not.toContain("STSv1");
    expect(printPlanMarkdown(plan([], { policies: [policy] }))).toMatch(/MTA\\?-STS policy/);
  });

  test("hides what could steer a terminal", () => {
    const odd = {
      ...change("create", "@", "TXT", "", '600 "x"'),
      after: { data: [{ type: "TXT", text: "\u001b[31m\u202e" }] },
    };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(printPlan(plan([odd as RecordChange]))).not.toMatch(/[\u001b\u202e]/);
  });

  test("tells what is no record only where nothing else changes", () => {
    expect(planLine(plan([], { others: 1 }))).toBe(
      "no record changes; 2 unchanged; 1 other resource changes in the state",
    );
    expect(planLine(plan([change("create", "@", "A", "", "600 192.0.2.1")], { others: 1 }))).not.toContain(
      "other resource",
    );
  });
});

describe("the Markdown", () => {
  test("is nobody's mark-up and mentions nobody", () => {
    const text = printPlanMarkdown(
      plan([change("create", "@", "TXT", "", '600 "<b>*x*</b> @team `a` [b](c)"')]),
    );
    expect(text).not.toContain("<b>");
    expect(text).toContain(" `@team` ");
    expect(text).not.toMatch(/[^`]@team/);
    expect(text).toContain("\\*x\\*");
  });

  test("fits a comment, and says what was cut", () => {
    const many = Array.from({ length: 2000 }, (_, i) =>
      change("create", `t${i}`, "TXT", "", `600 "${"x".repeat(60)}"`),
    );
    const text = printPlanMarkdown(plan(many));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(
      /…and \d+ more, cut to fit a comment: run `mailzone plan --stack prod` to see all\.\n$/,
    );
  });

  test("of a refused run shows what refuses it, first", () => {
    const findings = [
      { code: "plan-replace", severity: "warning", message: "b" },
      { code: "plan-mx-gone", severity: "error", message: "a" },
    ] as const;
    const text = printPlanMarkdown(plan([], { findings }));
    expect(text).toMatch(/^### mailzone plan for prod: refused: 1 error/);
    expect(text.indexOf("plan-mx-gone")).toBeLessThan(text.indexOf("plan-replace"));
  });

  test("counts what the specs alone have, which mailzone check shows, and has all that the run found", () => {
    const findings = [
      { code: "dmarc-policy-none", severity: "warning", message: "a", ofSpecs: true },
      { code: "dkim-present", severity: "warning", message: "b", ofSpecs: true },
      { code: "rr-ttl-advice", severity: "info", message: "c", ofSpecs: true },
      { code: "prov-delegation", severity: "warning", message: "d" },
    ] as const;
    const text = printPlanMarkdown(plan([], { findings }));
    expect(text.match(/^- \*\*\w+\*\* `[\w-]+`/gm)).toEqual(["- **warning** `prov-delegation`"]);
    expect(text).toMatch(/\n2 warnings, 1 info: `mailzone check` shows those of the specs\.\n$/);
    expect(printPlanMarkdown(plan([], { findings }), findings)).toContain("`rr-ttl-advice`");
  });

  test("has one item for a cause, however many domains share it", () => {
    const findings = Array.from({ length: 30 }, (_, i) => ({
      code: "prov-delegation" as const,
      severity: "warning" as const,
      message: `d${i}.example is delegated elsewhere`,
      domain: `d${i}.example`,
    }));
    expect(printPlanMarkdown(plan([], { findings })).match(/^- /gm)).toHaveLength(1);
  });
});
