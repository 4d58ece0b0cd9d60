/** Equal findings are one: what counts as equal, what a report says of the others, and that nothing is lost in JSON. */
import { describe, expect, test } from "@jest/globals";
import { codes } from "../../src/codes.ts";
import { type Finding, limited, numberOf } from "../../src/finding.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { plain, printFindings } from "../../src/report/text.ts";
import { byPlace, toldOnce } from "../../src/report/told-once.ts";

const SUM = { message: "are there already", help: "run mailzone adopt prod once" };

const finding = (domain: string, line: number, rest: Partial<Finding> = {}): Finding => ({
  code: "mx-present",
  severity: "warning",
  message: `the domain ${domain} has no MX`,
  help: `add one to ${domain}`,
  domain,
  place: { file: "stacks/prod/defaults.yaml", line, column: 1 },
  ...rest,
});

/** `count x alike`, one for each that is told. */
const told = (findings: readonly Finding[]): number[] => toldOnce(findings).map((one) => numberOf([one]));

describe("findings have one cause", () => {
  const a = finding("a.example", 1);
  test.each<[string, Partial<Finding>, number[]]>([
    ["if only the domain is another", {}, [2]],
    ["also at another place", { place: { file: "b.yaml", line: 7, column: 1 } }, [2]],
    ["also with another record's id", { message: "the domain b.example has no MX" }, [2]],
    ["not with another code", { code: "spf-single" }, [1, 1]],
    ["not with another severity", { severity: "error" }, [1, 1]],
    ["not if they say something else", { message: "the domain b.example has no A" }, [1, 1]],
    ["not if another edit helps", { help: "add two to b.example" }, [1, 1]],
    [
      "not if something else is in the way",
      { related: [{ place: { file: "b.yaml", line: 1, column: 1 }, note: "x" }] },
      [1, 1],
    ],
  ])("%s", (_, rest, expected) => {
    expect(told([a, finding("b.example", 1, rest)])).toEqual(expected);
  });

  test("whatever the ids of their records, and in whichever script the name is", () => {
    const of = (domain: string, shown: string, id: string): Finding =>
      finding(domain, 1, { message: `${shown} MX 10 mx.example.net (record ${id}, proxied)`, help: "" });
    expect(
      told([of("a.example", "a.example", "3f1"), of("xn--5nq051n.example", "邮件.example", "9c2")]),
    ).toEqual([2]);
  });

  test("in the order of the first of each", () => {
    const findings = [a, finding("a.example", 2, { code: "spf-single" }), finding("c.example", 3)];
    expect(toldOnce(findings).map(({ code }) => code)).toEqual(["mx-present", "spf-single"]);
  });

  test("at one place only, where a format marks lines", () => {
    const findings = [a, finding("b.example", 1), finding("c.example", 2)];
    expect(toldOnce(findings, byPlace).map((one) => numberOf([one]))).toEqual([2, 1]);
  });
});

describe("of 3,000 domains with one mistake in their defaults", () => {
  const many = limited(Array.from({ length: 3000 }, (_, i) => finding(`d${i}.example`, 3)));
  const loaded = { domains: [], zones: [], findings: many, waived: [], lines: () => undefined };
  const print = (format: string): string =>
    FORMATS[format]?.(loaded, { codes, style: plain, version: "1.2.3" }) ?? "";

  test("the text has one finding, the number, and the first domains", () => {
    expect(print("text")).toBe(
      [
        "stacks/prod/defaults.yaml:3:1: warning mx-present",
        "  the domain d0.example has no MX",
        "  help: add one to d0.example",
        "  and 2999 more of the same: d1.example, d2.example, d3.example, d4.example, d5.example and 2994 more\n",
        "3000 warnings in 0 domains, 0 records\n",
      ].join("\n"),
    );
  });

  test.each([
    ["sarif", /"occurrenceCount": 3000/],
    ["github", /%0Aand 2999 more of the same: d1\.example/],
    ["markdown", / {2}- and 2999 more of the same: d1\.example/],
  ])("%s has one", (format, expected) => {
    expect(print(format)).toMatch(expected);
    expect(print(format).match(/d0\.example has no MX/g)).toHaveLength(1);
  });

  test.each([
    ["json", /"domain": "d\d+\.example"/g],
    ["junit", /classname="d\d+\.example"/g],
  ])("%s has all of them", (format, each) => {
    expect(new Set(print(format).match(each)).size).toBe(3000);
  });
});

describe("the others are named by what differs", () => {
  const last = (findings: readonly Finding[]): string | undefined =>
    printFindings(findings).trimEnd().split("\n").at(-1)?.trim();

  test.each<[string, readonly Finding[], string]>([
    ["their domain", [finding("a.example", 1), finding("b.example", 1)], "and 1 more of the same: b.example"],
    [
      "their domain and place",
      [finding("a.example", 1), finding("b.example", 2)],
      "and 1 more of the same: b.example (stacks/prod/defaults.yaml:2:1)",
    ],
    [
      "their place, in one domain",
      [finding("a.example", 1), finding("a.example", 2)],
      "and 1 more of the same: stacks/prod/defaults.yaml:2:1",
    ],
  ])("%s", (_, findings, expected) => {
    expect(last(findings)).toBe(expected);
  });

  test("a sum counts records and domains in its message, and names the domains", () => {
    const findings = Array.from({ length: 150 }, (_, i) =>
      finding(`d${i % 30}.example`, 1, { message: `record ${i}`, help: `adopt ${i}`, sum: SUM }),
    );
    const text = printFindings(findings);
    expect(text).toContain("\n  150 records of 30 domains are there already\n");
    expect(text).toContain("\n  help: run mailzone adopt prod once\n");
    expect(text).toContain("\n  in d0.example, d1.example, d2.example, d3.example, d4.example and 25 more\n");
    expect(printFindings(findings.filter((_, i) => i % 30 === 0))).toContain(
      "  5 records of d0.example are there",
    );
    expect(printFindings(findings.slice(0, 1))).toContain("\n  record 0\n");
  });

  test("names of strangers stay text in Markdown and on a terminal", () => {
    const place = { file: "@team/\u001b[31m.yaml", line: 1, column: 1 };
    const findings = [finding("a.example", 1), finding("b.example", 1, { place })];
    const loaded = { domains: [], zones: [], findings, waived: [], lines: () => undefined };
    expect(FORMATS["markdown"]?.(loaded, { codes, style: plain, version: "1" })).not.toMatch(/[^`(]@team/);
    expect(printFindings(findings)).not.toContain("\u001b");
  });
});

describe("github shows ten annotations of each kind, and the rest as text", () => {
  const print = (findings: readonly Finding[]): string =>
    FORMATS["github"]?.(
      { domains: [], zones: [], findings, waived: [], lines: () => undefined },
      { codes, style: plain, version: "1.2.3" },
    ) ?? "";
  const different = (n: number): Finding[] =>
    Array.from({ length: n }, (_, i) => finding("a.example", i + 1, { message: `fault ${i}` }));

  test.each([
    [10, 10, undefined],
    [13, 10, "3 warnings without an annotation, since GitHub shows 10 of each kind:"],
  ])("of %d different ones %d", (n, commands, line) => {
    const text = print(different(n));
    expect(text.match(/^::warning /gm)).toHaveLength(commands);
    expect(text.split("\n").find((one) => one.includes("without an annotation"))).toBe(line);
    for (const { message } of different(n)) expect(text).toContain(message);
  });

  test("one cause at many lines takes one of them only when there are more than ten", () => {
    const equal = (n: number): Finding[] =>
      Array.from({ length: n }, (_, i) => finding(`d${i}.example`, i + 1));
    expect(print(equal(10)).match(/^::warning /gm)).toHaveLength(10);
    expect(print([...equal(11), ...different(1)]).match(/^::warning /gm)).toHaveLength(2);
  });
});
