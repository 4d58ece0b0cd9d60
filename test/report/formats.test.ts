/** The forms of a report: each against what its readers demand, with the texts that are hardest to carry. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "@jest/globals";
import { codes } from "../../src/codes.ts";
import { type Finding, limited } from "../../src/finding.ts";
import type { Loaded } from "../../src/pipeline.ts";
import type { Domain } from "../../src/preset/domain.ts";
import { codeFrame } from "../../src/report/code-frame.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { coloured, plain } from "../../src/report/text.ts";
import { absolute } from "../../src/zone/name.ts";
import { needs } from "../needs.ts";

const hard = "a \"b\" <c> & 'd' | `e` %0A @team #1 [x](http://y) *z* _u_ 邮件 \ud800 \u0007\n::error::";

/** The same, as reports show it. */
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
    related: [{ place: { file: "stacks/a.yaml", line: 5, column: 9 }, note: hard }],
  },
  { code: "spec-missing", severity: "info", message: "without a place" },
];

const loaded = (ones: readonly Finding[], more: Partial<Loaded> = {}): Loaded => ({
  domains: [],
  zones: [],
  findings: ones,
  waived: [],
  lines: () => undefined,
  ...more,
});
const print = (format: string, ones: readonly Finding[] = findings, waived: Loaded["waived"] = []): string =>
  FORMATS[format]?.(loaded(ones, { waived }), { codes, style: plain, version: "1.2.3" }) ?? "";

const waived: Loaded["waived"] = findings.map((one, i) => ({
  ...one,
  reason: hard,
  ...(i === 0 && { until: "2027-06-30" }),
}));

describe("a finding that stands for others", () => {
  const many = limited<Finding>(
    Array.from({ length: 3019 }, (_, i) => ({
      code: "dmarc-unknown-tag" as const,
      severity: "error" as const,
      message: `tag ${i}`,
      place: { file: "a.yaml", line: 7, column: i + 1 },
    })),
  );

  test("is the last of those that are shown", () => {
    expect(many.map(({ more }) => more)).toEqual([...Array(19).fill(undefined), 2999]);
  });

  test.each([
    ["text", [/\n {2}and 2999 more dmarc-unknown-tag here\n/, /3019 errors in 0 domains/]],
    ["json", [/"more": 2999/, /"errors": 3019/]],
    ["sarif", [/and 2999 more dmarc-unknown-tag here"/, /"occurrenceCount": 3000/]],
    ["junit", [/and 2999 more dmarc-unknown-tag here/, /tests="3019" failures="3019"/]],
    ["github", [/\n {2}and 2999 more dmarc-unknown-tag here\n/, /\n3009 errors without/]],
    ["markdown", [/ {2}- and 2999 more dmarc-unknown-tag here\n/, /3019 errors/]],
  ])("%s says so, and its counts have them all", (format, expected) => {
    for (const pattern of expected) expect(print(format, many)).toMatch(pattern);
    expect(print(format, many)).not.toContain("tag 20");
  });

  test("stands for none at another line, of another severity or domain, or without a line", () => {
    const [one] = many as [Finding];
    const others = [
      ...Array.from({ length: 30 }, (_, i) => ({ ...one, place: { file: "a.yaml", line: i, column: 1 } })),
      { ...one, severity: "warning" as const },
      ...Array.from({ length: 30 }, (_, i) => ({ ...one, domain: `d${i}.example` })),
      ...Array.from({ length: 30 }, () => ({ code: one.code, severity: one.severity, message: "" })),
    ];
    expect(limited(others)).toEqual(others);
  });
});

needs("xmllint").describe("junit", () => {
  const validate = (xml: string) =>
    spawnSync("xmllint", ["--noout", "--schema", join(import.meta.dirname, "junit.xsd"), "-"], {
      input: xml,
      encoding: "utf8",
    });

  test.each<[string, readonly Finding[], Loaded["waived"]]>([
    ["hard texts", findings, []],
    ["waived findings", findings, waived],
    ["nothing", [], []],
  ])("validates against the schema: %s", (_, ones, waivers) => {
    expect(validate(print("junit", ones, waivers))).toMatchObject({ stderr: "- validates\n", status: 0 });
  });

  test("the schema refuses a case without a name, so it can fail", () => {
    expect(validate(print("junit").replace(/<testcase name="[^"]*"/, "<testcase")).status).not.toBe(0);
  });

  const domain = (name: string, file: string) =>
    ({ spec: { domain: absolute(name), place: { file, line: 1, column: 1 } } }) as Domain;

  test("a domain without an error is a case that passes, in the suite of its file", () => {
    const domains = [
      domain("example.com", "stacks/a.yaml"),
      domain("example.net", "stacks/a.yaml"),
      domain("example.org", "stacks/b.yaml"),
    ];
    const xml =
      FORMATS["junit"]?.(loaded(findings, { domains }), { codes, style: plain, version: "1" }) ?? "";
    expect(validate(xml)).toMatchObject({ stderr: "- validates\n", status: 0 });
    expect(xml.match(/<testcase [^>]*\/>/g)).toEqual([
      '<testcase name="example.net" classname="example.net"/>',
      '<testcase name="example.org" classname="example.org"/>',
    ]);
    expect(xml.match(/<testsuite [^>]*>/g)?.map((one) => one.replace(/ errors=.*/, ""))).toEqual([
      expect.stringContaining('tests="1" failures="0"'),
      '<testsuite name="stacks/a.yaml" tests="2" failures="1"',
      '<testsuite name="stacks/b.yaml" tests="1" failures="0"',
      '<testsuite name="mailzone" tests="1" failures="0"',
    ]);
    expect(xml).toContain('tests="5" failures="1"');
  });

  test("an error is a failure; a warning is none", () => {
    const xml = print("junit");
    expect(xml).toContain('tests="3" failures="1"');
    expect(xml.match(/<failure /g)).toHaveLength(1);
  });
});

describe("what is waived is told with its reason, and counts as nothing else", () => {
  test("text lists it before the summary", () => {
    const text = print("text", [], waived.slice(0, 1));
    expect(text).toMatch(
      /^stacks\/a b\/ü,:%\.yaml:2:3: waived mx-present, with the reason .*, until 2027-06-30\n/,
    );
    expect(text).toMatch(/\n {2}no MX\n\nno findings in 0 domains, 0 records; 1 waived\n$/);
  });

  test("JSON has it beside the findings", () => {
    const document = JSON.parse(print("json", [], waived));
    expect(document).toMatchObject({
      findings: [],
      waived: [
        { code: "mx-present", severity: "warning", reason: hard, until: "2027-06-30" },
        { code: "cname-exclusive", until: null },
        { code: "spec-missing" },
      ],
      summary: { errors: 0, warnings: 0, infos: 0, waived: 3 },
    });
  });

  test("JUnit skips it, and it is no failure", () => {
    const xml = print("junit", findings, waived);
    expect(xml).toContain('tests="6" failures="1"');
    expect(xml.match(/<skipped message="waived with the reason /g)).toHaveLength(3);
  });

  test("Markdown has it after the findings, without markup of its own", () => {
    const text = print("markdown", findings, waived);
    expect(text).toMatch(/; 3 waived\n/);
    expect(text.match(/^- waived `/gm)).toHaveLength(3);
    expect(text.lastIndexOf("- **info**")).toBeLessThan(text.indexOf("- waived"));
    expect(text).not.toMatch(/[^`]@team/);
  });
});

describe("github", () => {
  const lines = print("github").trimEnd().split("\n");

  test("is one command a finding, whatever its text", () => {
    expect(lines.map((line) => line.slice(0, line.indexOf(" ")))).toEqual([
      "::error",
      "::warning",
      "::notice",
    ]);
  });

  test("escapes what would end a property or the command", () => {
    expect(lines[1]).toBe("::warning file=stacks/a b/ü%2C%3A%25.yaml,line=2,col=3,title=mx-present::no MX");
    expect(lines[0]).toContain("%250A");
  });

  test("reads back, as the runner reads it, as the text that was meant", () => {
    const back = (text: string): string =>
      text
        .replaceAll("%0D", "\r")
        .replaceAll("%0A", "\n")
        .replaceAll("%3A", ":")
        .replaceAll("%2C", ",")
        .replaceAll("%25", "%");
    const [, properties = "", message = ""] = /^::\w+ (.*?)::(.*)$/.exec(lines[0] ?? "") ?? [];
    expect(back(message)).toBe(`${shownHard}\nstacks/a.yaml:5: ${shownHard}\nhelp: ${shownHard}`);
    expect(properties.split(",").map(back)).toEqual([
      "file=stacks/a.yaml",
      "line=1",
      "col=1",
      "title=cname-exclusive",
    ]);
  });

  test("shows carriage returns, which would end a command", () => {
    const [command = ""] = print("github", [{ ...(findings[0] as Finding), message: "a\rb" }]).split("\n");
    expect(command).toMatch(/::a\\x0db$/);
  });
});

describe("markdown", () => {
  test("puts the most severe first, each on lines of its own", () => {
    const items = print("markdown").match(/^- \*\*\w+/gm);
    expect(items).toEqual(["- **error", "- **warning", "- **info"]);
  });

  test("leaves no markup, HTML or mention of the text alive", () => {
    const text = print("markdown");
    expect(text).toContain("\\<c\\>");
    expect(text).toContain(" `[x](http://y)` ");
    expect(text).not.toMatch(/[^`]@team/);
    expect(text).not.toMatch(/^::/m);
  });

  test("of 10,000 findings stays below 65,536 characters and says how many are missing", () => {
    const many = Array.from(
      { length: 10_000 },
      (_, i): Finding => ({ ...(findings[1] as Finding), message: `${i} ${hard}` }),
    );
    const text = print("markdown", many);
    expect(text.length).toBeLessThan(65_536);
    const shown = text.match(/^- \*\*error/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(50);
    expect(text).toContain(`${10_000 - shown} more`);
  });

  test("of 10,000 findings cuts the least severe, wherever they stand", () => {
    const many = Array.from({ length: 10_000 }, (_, i): Finding => {
      const severity = i % 1000 === 999 ? "error" : i % 2 === 0 ? "warning" : "info";
      return { code: "mx-present", severity, message: `${i} ${"x".repeat(100)}` };
    });
    const text = print("markdown", many);
    expect(text.match(/^- \*\*error/gm)).toHaveLength(10);
    expect(text).not.toMatch(/^- \*\*info/m);
    expect(text.indexOf("**error")).toBeLessThan(text.indexOf("**warning"));
    expect(text.length).toBeLessThan(65_536);
  });

  test("of one finding that is longer than a comment stays below the limit and says so", () => {
    const text = print("markdown", [{ ...(findings[0] as Finding), message: "<".repeat(70_000) }]);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("1 more");
  });
});

describe("code frame", () => {
  const frame = (text: string, column: number, line = 1): string[] =>
    codeFrame({ file: "a.yaml", line, column }, () => text.split("\n"));

  test.each([
    ["below the character", "a: @b", 4, ["1 | a: @b", "  |    ^"]],
    ["in an indented line", "  - x", 5, ["1 |   - x", "  |     ^"]],
    ["after characters of two columns", "邮件: x", 5, ["1 | 邮件: x", "  |       ^"]],
    ["after an emoji", "😀: x", 5, ["1 | 😀: x", "  |     ^"]],
    ["after a character that is made visible", "a\tb", 3, ["1 | a\\x09b", "  |      ^"]],
    ["at the end of the line", "abc", 4, ["1 | abc", "  |    ^"]],
    ["nothing for an empty line", "", 1, []],
  ])("stands %s", (_, text, column, expected) => {
    expect(frame(text, column)).toEqual(expected);
  });

  test.each([
    ["a stretch", "a: b@c d", 4, 7, ["1 | a: b@c d", "  |    ^~~"]],
    ["characters of two columns", "a: 邮件", 4, 6, ["1 | a: 邮件", "  |    ^~~~"]],
    [
      "no further than what is shown",
      `a: ${"x".repeat(200)}`,
      4,
      204,
      [`1 | a: ${"x".repeat(97)}…`, `  |    ^${"~".repeat(96)}`],
    ],
  ])("is drawn out below %s", (_, text, column, endColumn, expected) => {
    expect(codeFrame({ file: "a.yaml", line: 1, column }, () => [text], endColumn)).toEqual(expected);
  });

  test("of a long line shows the part around the character", () => {
    const [line = "", caret = ""] = frame(`${"x".repeat(300)}@${"y".repeat(300)}`, 301);
    expect(line.length).toBeLessThan(110);
    expect(line[caret.indexOf("^")]).toBe("@");
  });

  test("has none where the file is gone or shorter", () => {
    expect(codeFrame({ file: "a", line: 1, column: 1 }, () => undefined)).toEqual([]);
    expect(frame("one", 1, 7)).toEqual([]);
  });
});

describe("text", () => {
  const lines = () => ["domain: example.com", "mailbox: x", "  - a"];
  const at = (file: string, line: number) => ({ file, line, column: 1 });
  const text = (ones: readonly Finding[]): string =>
    FORMATS["text"]?.(loaded(ones, { lines }), { codes, style: plain, version: "1" }) ?? "";
  const one: Finding = { code: "mx-present", severity: "warning", message: "no MX", place: at("b.yaml", 1) };
  const clash: Finding = {
    code: "cname-exclusive",
    severity: "error",
    message: "two things at a name",
    help: "delete one",
    place: at("a.yaml", 1),
    related: [
      { place: at("a.yaml", 2), note: "CNAME x." },
      { place: at("p.yaml", 2), note: "from the preset x" },
      { place: at("a.yaml", 2), note: "CNAME y." },
    ],
  };
  const nowhere: Finding = { code: "spec-missing", severity: "info", message: "no place" };

  test("is one block for one finding, without a heading", () => {
    expect(text([one])).toBe(`b.yaml:1:1: warning mx-present
  no MX
    1 | domain: example.com
      | ^

1 warning in 0 domains, 0 records
`);
  });

  test("is grouped by file, counted where there are several; without a place last; each place framed once", () => {
    const second: Finding = { ...one, place: at("a.yaml", 3), message: "again" };
    expect(text([nowhere, clash, second, one])).toBe(`── a.yaml: 1 error, 1 warning

a.yaml:1:1: error cname-exclusive
  two things at a name
    1 | domain: example.com
      | ^
  a.yaml:2:1: CNAME x.
    2 | mailbox: x
      | ^
  p.yaml:2:1: from the preset x
    2 | mailbox: x
      | ^
  a.yaml:2:1: CNAME y.
  help: delete one

a.yaml:3:1: warning mx-present
  again
    3 |   - a
      | ^

b.yaml:1:1: warning mx-present
  no MX
    1 | domain: example.com
      | ^

(no place): info spec-missing
  no place

1 error, 2 warnings, 1 info in 0 domains, 0 records
`);
  });

  test("takes any file name for a group of its own", () => {
    const names = ["undefined", "__proto__", "constructor"];
    const ones = names.flatMap((file) => [
      { ...one, place: at(file, 1), message: `in ${file}` },
      { ...one, place: at(file, 2), message: `again in ${file}` },
    ]);
    expect(text(ones).match(/^── .*$/gm)).toEqual(names.map((name) => `── ${name}: 2 warnings`));
  });

  test("is coloured by severity, and is the same without its colours", () => {
    const context = { codes, version: "1" };
    const styled = FORMATS["text"]?.(loaded([clash, one], { lines }), { ...context, style: coloured }) ?? "";
    expect(styled).toContain("\u001b[31merror\u001b[39m");
    expect(stripVTControlCharacters(styled)).toBe(text([clash, one]));
  });

  test("shows no control characters as they are", () => {
    expect(print("text")).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
