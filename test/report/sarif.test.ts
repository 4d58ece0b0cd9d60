/** SARIF against its schema, against what GitHub's code scanning demands, and with alerts that survive edits of their files. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv, type AnySchema } from "ajv";
import { codes } from "../../src/codes.ts";
import type { Finding } from "../../src/finding.ts";
import { loadText } from "../../src/pipeline.ts";
import { lineFingerprints } from "../../src/report/line-fingerprint.ts";
import { sarif } from "../../src/report/sarif.ts";
import { cpuSeconds } from "../cpu-time.ts";

const require = createRequire(import.meta.url);
const folder = join(require.resolve("schemastore/package.json"), "../schemas/json");
const schema = JSON.parse(readFileSync(join(folder, "sarif-2.1.0.json"), "utf8")) as AnySchema;
const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });

const hard = "a \"b\" <c> & 'd' | `e` %0A @team #1 [x](http://y) *z* _u_ 邮件 \ud800 \u0007\n::error::";
const shownHard = hard.replace("\ud800", "\\ud800").replace("\u0007", "\\x07").replace("\n", "\\x0a");

const findings: Finding[] = [
  {
    code: "mx-present",
    severity: "warning",
    message: "no MX",
    domain: "example.com",
    place: { file: "stacks/a b/ü,:%.yaml", line: 2, column: 3 },
  },
  {
    code: "cname-exclusive",
    severity: "error",
    message: hard,
    help: hard,
    domain: "example.com",
    place: { file: "stacks/a.yaml", line: 1, column: 1 },
    endColumn: 4,
    related: [
      { place: { file: "stacks/a.yaml", line: 5, column: 9 }, note: hard },
      {
        place: { file: "node_modules/mailzone/dist/providers/a.yaml", line: 7, column: 1 },
        note: "the preset",
      },
      { place: { file: "../mailzone/providers/b.yaml", line: 8, column: 1 }, note: "the other" },
    ],
  },
  { code: "spec-missing", severity: "info", message: "without a place" },
];
const waived = findings.map((one, i) => ({ ...one, reason: hard, ...(i === 0 && { until: "2027-06-30" }) }));
const lines = (): readonly string[] => ["domain: example.com", "mailbox: x"];

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: { readonly text: string };
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: object;
      };
    },
  ];
  readonly relatedLocations?: readonly unknown[];
  readonly suppressions?: readonly object[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

const document = (ones: readonly Finding[] = findings, waivers: typeof waived = [], homepage?: string) =>
  JSON.parse(
    JSON.stringify(
      sarif(
        { findings: ones, waived: waivers, lines },
        { codes, version: "1.2.3", ...(homepage !== undefined && { homepage }) },
      ),
    ),
  );
const run = (...of: Parameters<typeof document>) => document(...of).runs[0];
const results = (...of: Parameters<typeof document>): readonly Result[] => run(...of).results;

test.each<[string, readonly Finding[], typeof waived]>([
  ["hard texts", findings, []],
  ["waived findings", [], waived],
  ["nothing", [], []],
])("validates against the SARIF 2.1.0 schema: %s", (_, ones, waivers) => {
  const valid = ajv.validate(schema, document(ones, waivers));
  expect(ajv.errorsText()).toBe("No errors");
  expect(valid).toBe(true);
});

test("the schema refuses what is not SARIF, so it can fail", () => {
  expect(ajv.validate(schema, { ...document(), version: 2 })).toBe(false);
});

describe("rules", () => {
  test("are those with results, each once, and each result names its rule by its index", () => {
    const ids = run(findings, waived).tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(["cname-exclusive", "mx-present", "spec-missing"]);
    for (const result of results(findings, waived)) expect(ids[result.ruleIndex]).toBe(result.ruleId);
    expect(run([]).tool.driver.rules).toEqual([]);
  });

  test("say what GitHub shows of an alert, for every code", () => {
    const all = codes.map(({ id, severity, rule }): Finding => ({ code: id, severity, message: rule }));
    const { rules } = run(all).tool.driver;
    expect(rules).toHaveLength(codes.length);
    for (const { shortDescription, fullDescription, help } of rules) {
      for (const { text } of [shortDescription, fullDescription]) expect(text).toMatch(/^[\s\S]{10,1024}$/);
      expect(help.text).not.toBe("");
      expect(help.markdown).toMatch(/\nSource: /);
    }
  });

  test("lead to the clause that they are from, or to mailzone's own page if it has one", () => {
    const [rule] = run().tool.driver.rules;
    expect(rule.helpUri).toBe("https://www.rfc-editor.org/rfc/rfc1034.html#section-3.6.2");
    expect(run().tool.driver.informationUri).toBeUndefined();
    const { informationUri, rules } = run(findings, [], "https://mailzone.example/").tool.driver;
    expect([informationUri, rules[0].helpUri]).toEqual([
      "https://mailzone.example/",
      "https://mailzone.example/docs/checks.md#cname-exclusive",
    ]);
  });
});

describe("results", () => {
  test("have a place, and the end of what is wrong where it is known", () => {
    expect(results().map(({ locations: [{ physicalLocation }] }) => physicalLocation)).toEqual([
      {
        artifactLocation: { uri: "stacks/a%20b/%C3%BC%2C%3A%25.yaml" },
        region: { startLine: 2, startColumn: 3 },
      },
      {
        artifactLocation: { uri: "stacks/a.yaml" },
        region: { startLine: 1, startColumn: 1, endColumn: 4 },
      },
    ]);
  });

  test("that are nowhere are notifications, since GitHub refuses a file with one", () => {
    expect(run().invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          { level: "note", message: { text: "without a place" }, descriptor: { id: "spec-missing" } },
        ],
      },
    ]);
    expect(run(findings.slice(0, 2)).invocations).toBeUndefined();
  });

  test("link places in the repository; others are texts", () => {
    const [, result] = results();
    expect(result?.relatedLocations).toHaveLength(1);
    expect(result?.message.text.split("\n")).toEqual([
      shownHard,
      "node_modules/mailzone/dist/providers/a.yaml:7:1: the preset",
      "../mailzone/providers/b.yaml:8:1: the other",
      `help: ${shownHard}`,
    ]);
  });

  test("that are waived are suppressed, with the reason as the justification", () => {
    const suppressed = results(findings, waived).filter(({ suppressions }) => suppressions !== undefined);
    // the third is nowhere
    expect(suppressed).toHaveLength(2);
    expect(suppressed[0]?.suppressions).toEqual([
      { kind: "inSource", status: "accepted", justification: `${shownHard} (until 2027-06-30)` },
    ]);
  });
});

describe("fingerprints", () => {
  // github/codeql-action, src/fingerprints.test.ts, read 2026-11-30
  test.each<[string, readonly string[]]>([
    ["", ["c129715d7a2bc9a3:1"]],
    [
      " a\nb\n  \t\tc\n d",
      ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    ],
    [
      " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n",
      [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
      ],
    ],
  ])("are those of GitHub: %j", (text, expected) => {
    expect(lineFingerprints(text.split("\n"))).toEqual(expected);
  });

  test("count lines that are followed by the same", () => {
    const same = Array.from({ length: 60 }, () => "aaaa");
    expect(
      new Set(
        lineFingerprints(same)
          .slice(0, 3)
          .map((one) => one.split(":")[1]),
      ),
    ).toEqual(new Set(["1", "2", "3"]));
  });

  const SPEC = `domain: example.com\ndns: cloudflare\nmode: parked\n${"# comment\n".repeat(20)}recrods: []\n${"# more\n".repeat(30)}`;
  const of = (text: string): readonly Result[] =>
    JSON.parse(JSON.stringify(sarif(loadText("stacks/a.yaml", text), { codes, version: "1" }))).runs[0]
      .results;

  test("stay when the line moves, and differ between findings", () => {
    const before = of(SPEC);
    const after = of(SPEC.replace("mode: parked", "mode: parked\n# one line\n# and another"));
    expect(before.length).toBeGreaterThan(0);
    expect(after.map((one) => one.partialFingerprints)).toEqual(before.map((one) => one.partialFingerprints));
    expect(after[0]?.locations).not.toEqual(before[0]?.locations);
    const own = results().map(({ partialFingerprints }) => partialFingerprints["mailzone/v1"]);
    expect(new Set(own).size).toBe(own.length);
  });

  test("a file of a quarter of a million lines takes seconds at most", async () => {
    const lines = Array.from({ length: 256 * 1024 }, () => "");
    expect(await cpuSeconds(() => lineFingerprints(lines))).toBeLessThan(15);
  });
});
