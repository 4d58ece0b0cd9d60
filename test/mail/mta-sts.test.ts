/** MTA-STS records and policies are read and printed as RFC 8461 says, and problems are named. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  isMtaSts,
  parseMtaSts,
  parseStsPolicy,
  printMtaSts,
  printStsPolicy,
  STS_MODES,
  stsCovers,
} from "../../src/mail/mta-sts.ts";
import { arbitraryName, wild } from "./wild.ts";

const problems = (text: string) =>
  parseMtaSts(text).problems.map(({ offset, length }) => text.slice(offset, offset + length));

describe("MTA-STS records (RFC 8461 §3.1)", () => {
  test.each([
    ["v=STSv1; id=20160831085700Z;", true],
    ["v=STSv1;id=1", true],
    ["v=STSv1 ; id=1", true],
    ["v=STSv1", false],
    ["v=stsv1; id=1", false],
    [" v=STSv1; id=1", false],
    ["v=STSv10; id=1", false],
  ])("%j is one: %s", (text, expected) => {
    expect(isMtaSts(text)).toBe(expected);
  });

  test.each([
    ["v=STSv1; id=20160831085700Z;", []],
    ["v=STSv1 ;id=1 ; x.y-z_1=a:b", []],
    [`v=STSv1; id=${"a".repeat(32)}`, []],
    ["v=STSv1; id=2026-01-01", ["2026-01-01"]],
    [`v=STSv1; id=${"a".repeat(33)}`, ["a".repeat(33)]],
    ["v=STSv1; id=", ["id="]],
    ["v=STSv1; id =1", ["id =1", "v=STSv1; id =1"]],
    ["v=STSv1; id=1; id=2", ["id=2"]],
    ["v=STSv1;; id=1", [";"]],
    ["v=STSv1; mx=a b; id=1", [" "]],
    ["v=STSv1; x", ["x", "v=STSv1; x"]],
    ["v=STSv1; id=1; =2", ["=2"]],
  ])("%j: what is wrong is %j", (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("any text is read, and what is printed reads the same", () => {
    fc.assert(
      fc.property(wild("v=STSv1; id=a1;", ["id=", "x=", "v=STSv1", "; ", ";", "=", "-"]), (text) => {
        const once = printMtaSts(parseMtaSts(text));
        const again = parseMtaSts(once);
        expect(printMtaSts(again)).toBe(once);
        if (isMtaSts(text) && parseMtaSts(text).problems.length === 0) expect(again.problems).toEqual([]);
        for (const { offset, length } of parseMtaSts(text).problems) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset).toBeLessThanOrEqual(text.length);
          expect(length).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

const policy = (...lines: string[]): string => lines.join("\r\n");

describe("MTA-STS policies (RFC 8461 §3.2)", () => {
  test("the RFC's example", () => {
    const text = policy(
      "version: STSv1",
      "mode: enforce",
      "mx: mail.example.com",
      "mx: *.example.net",
      "mx: backupmx.example.com",
      "max_age: 604800",
    );
    expect(parseStsPolicy(text)).toEqual({
      mode: "enforce",
      maxAge: 604_800,
      mx: ["mail.example.com", "*.example.net", "backupmx.example.com"],
      others: [],
      problems: [],
    });
  });

  test.each([
    ["no version", ["mode: none", "max_age: 1"], 2],
    ["a version that is not first", ["mode: none", "version: STSv1", "max_age: 1"], 1],
    ["another version", ["version: STSv2", "mode: none", "max_age: 1"], 1],
    ["another mode", ["version: STSv1", "mode: report", "mx: a.example", "max_age: 1"], 1],
    ["no mx", ["version: STSv1", "mode: testing", "max_age: 1"], 1],
    ["no mx in mode none", ["version: STSv1", "mode: none", "max_age: 1"], 0],
    ["an age of more than a year", ["version: STSv1", "mode: none", "max_age: 31557601"], 1],
    ["a pattern that is no name", ["version: STSv1", "mode: enforce", "mx: *a.example", "max_age: 1"], 1],
    ["a line without a colon", ["version: STSv1", "mode: none", "max_age: 1", "hello"], 1],
    ["a key that stands twice", ["version: STSv1", "mode: none", "max_age: 1", "mode: none"], 1],
  ])("%s", (_title, lines, count) => {
    expect(parseStsPolicy(policy(...lines)).problems).toHaveLength(count);
  });

  test.each([
    ["mail.example.com", "mail.example.com", true],
    ["*.example.com", "mail.example.com", true],
    ["*.example.com", "example.com", false],
    ["*.example.com", "a.b.example.com", false],
    ["mail.example.com", "mail.example.net", false],
  ])("%s covers %s: %s (§4.1)", (pattern, host, expected) => {
    expect(stsCovers(pattern, host)).toBe(expected);
  });

  test("what is printed reads the same", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STS_MODES),
        fc.integer({ min: 0, max: 31_557_600 }),
        fc.array(arbitraryName, { minLength: 1, maxLength: 4 }),
        (mode, maxAge, mx) => {
          const read = parseStsPolicy(printStsPolicy({ mode, maxAge, mx, others: [] }));
          expect(read).toEqual({ mode, maxAge, mx, others: [], problems: [] });
        },
      ),
    );
    fc.assert(
      fc.property(
        wild("version: STSv1\nmode: none\n", ["mx: ", "mode: ", "\n", "\r\n", ":", "*."]),
        (text) => {
          const once = printStsPolicy(parseStsPolicy(text));
          expect(printStsPolicy(parseStsPolicy(once))).toBe(once);
        },
      ),
    );
  });
});
