/** The forms of a report: each against what its readers demand, with the texts that are hardest to carry. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Ajv, type AnySchema } from "ajv";
import { codes } from "../../src/check/codes.ts";
import type { Finding } from "../../src/diagnostic.ts";
import type { Loaded } from "../../src/load.ts";
import { codeFrame } from "../../src/report/code-frame.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { plain } from "../../src/report/text.ts";

const hard = "a \"b\" <c> & 'd' | `e` %0A @team #1 [x](http://y) *z* _u_ 邮件 \ud800 \u0007\n::error::";

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
    related: [{ place: { file: "stacks/a.yaml", line: 5, column: 9 }, note: hard }],
  },
  { code: "spec-missing", severity: "info", message: "without a place" },
];

const loaded = (ones: readonly Finding[]): Loaded => ({ domains: [], zones: [], findings: ones });
const print = (format: string, ones: readonly Finding[] = findings): string =>
  FORMATS[format]?.(loaded(ones), { style: plain, lines: () => undefined, version: "1.2.3" }) ?? "";

describe("sarif", () => {
  const require = createRequire(import.meta.url);
  const folder = join(require.resolve("schemastore/package.json"), "../schemas/json");
  const schema = JSON.parse(readFileSync(join(folder, "sarif-2.1.0.json"), "utf8")) as AnySchema;
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });

  test.each([
    ["hard texts", findings],
    ["nothing", []],
  ])("validates against the SARIF 2.1.0 schema: %s", (_, ones) => {
    const valid = ajv.validate(schema, JSON.parse(print("sarif", ones)));
    expect(ajv.errorsText()).toBe("No errors");
    expect(valid).toBe(true);
  });

  test("the schema refuses what is not SARIF, so it can fail", () => {
    expect(ajv.validate(schema, { ...JSON.parse(print("sarif")), version: 2 })).toBe(false);
  });

  test("names every rule once, and each result's rule by its index", () => {
    const [run] = JSON.parse(print("sarif")).runs;
    const ids = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(codes.map(({ id }) => id));
    for (const result of run.results) expect(ids[result.ruleIndex]).toBe(result.ruleId);
  });

  test("writes paths as URIs", () => {
    expect(print("sarif")).toContain('"uri": "stacks/a%20b/%C3%BC%2C%3A%25.yaml"');
  });
});

describe("junit", () => {
  const validate = (xml: string) =>
    spawnSync("xmllint", ["--noout", "--schema", join(import.meta.dirname, "junit.xsd"), "-"], {
      input: xml,
      encoding: "utf8",
    });

  test.each([
    ["hard texts", findings],
    ["nothing", []],
  ])("validates against the schema: %s", (_, ones) => {
    expect(validate(print("junit", ones))).toMatchObject({ stderr: "- validates\n", status: 0 });
  });

  test("the schema refuses a case without a name, so it can fail", () => {
    expect(validate(print("junit").replace(/<testcase name="[^"]*"/, "<testcase")).status).not.toBe(0);
  });

  test("an error is a failure; a warning is none", () => {
    const xml = print("junit");
    expect(xml).toContain('tests="3" failures="1"');
    expect(xml.match(/<failure /g)).toHaveLength(1);
  });
});

describe("github", () => {
  const lines = print("github").trimEnd().split("\n");

  test("is one command a finding, whatever its text", () => {
    expect(lines.map((line) => line.slice(0, line.indexOf(" ")))).toEqual([
      "::warning",
      "::error",
      "::notice",
    ]);
  });

  test("escapes what would end a property or the command", () => {
    expect(lines[0]).toBe("::warning file=stacks/a b/ü%2C%3A%25.yaml,line=2,col=3,title=mx-present::no MX");
    expect(lines[1]).toContain("%250A");
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
    expect(text).toContain("\\[x\\](".replace("(", "\\("));
    expect(text).not.toContain("@team");
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
});

describe("code frame", () => {
  const frame = (text: string, column: number, line = 1): string[] =>
    codeFrame({ file: "a.yaml", line, column }, () => text.split("\n"));

  test.each([
    ["below the character", "a: @b", 4, ["1 | a: @b", "  |    ^"]],
    ["in an indented line", "  - x", 5, ["1 |   - x", "  |     ^"]],
    ["after characters of two columns", "邮件: x", 5, ["1 | 邮件: x", "  |       ^"]],
    ["after a character that is made visible", "a\tb", 3, ["1 | a\\x09b", "  |      ^"]],
    ["at the end of the line", "abc", 4, ["1 | abc", "  |    ^"]],
    ["nothing for an empty line", "", 1, []],
  ])("stands %s", (_, text, column, expected) => {
    expect(frame(text, column)).toEqual(expected);
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
  test("shows no control characters as they are", () => {
    expect(print("text")).not.toMatch(/[^\P{Cc}\n]/u);
  });
});
