/** CAA properties are read and printed as RFC 8659 and RFC 9495 say, and problems are named. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { CAA_ISSUE_TAGS, caaProblems, parseCaaIssue, printCaaIssue } from "../../src/mail/caa.ts";
import { arbitraryName, wild } from "./wild.ts";

describe("values of issue and its like (RFC 8659 §4.2)", () => {
  test.each([
    ["ca1.example.net", "ca1.example.net", []],
    [" CA1.Example.net ; account=230123 ", "ca1.example.net", [{ name: "account", value: "230123" }]],
    [";", "", []],
    ["", "", []],
    [
      "ca.example; a=; validationmethods=dns-01",
      "ca.example",
      [
        { name: "a", value: "" },
        { name: "validationmethods", value: "dns-01" },
      ],
    ],
    ["; policy=ev", "", [{ name: "policy", value: "ev" }]],
    ["letsencrypt", "letsencrypt", []],
  ])("%j", (value, issuer, parameters) => {
    expect(parseCaaIssue(value)).toEqual({ issuer, parameters, problems: [] });
  });

  test.each([
    ["%%%%%", "%%%%%"],
    ["https://letsencrypt.org", "https://letsencrypt.org"],
    ["ca.example,other.example", "ca.example,other.example"],
    ["ca.example; account 1", "account 1"],
    ["ca.example; a=1; b c", "b c"],
    ["-ca.example", "-ca.example"],
  ])("%j has %j wrong", (value, wrong) => {
    const { problems } = parseCaaIssue(value);
    expect(problems.map(({ offset, length }) => value.slice(offset, offset + length))).toEqual([wrong]);
  });

  test("what is printed reads the same", () => {
    const parameter = fc.record({
      name: fc.stringMatching(/^[a-z0-9]{1,8}$/),
      value: fc.stringMatching(/^[!-:<-~]{0,8}$/),
    });
    fc.assert(
      fc.property(arbitraryName, fc.array(parameter, { maxLength: 3 }), (issuer, parameters) => {
        expect(parseCaaIssue(printCaaIssue({ issuer, parameters }))).toEqual({
          issuer,
          parameters,
          problems: [],
        });
      }),
    );
    fc.assert(
      fc.property(wild("ca.example; a=1", [";", "=", " ", "a", "-"]), (value) => {
        const once = printCaaIssue(parseCaaIssue(value));
        expect(printCaaIssue(parseCaaIssue(once))).toBe(once);
      }),
    );
  });
});

describe("properties (RFC 8659 §4.1, RFC 9495)", () => {
  test.each([
    ...CAA_ISSUE_TAGS.map((tag) => [0, tag, "ca.example; a=1"] as const),
    [128, "issue", ";"],
    [0, "iodef", "mailto:security@example.com"],
    [0, "iodef", "https://iodef.example.com/"],
    [0, "contactemail", "security@example.com"],
    [0, "contactphone", "+1 555 0100"],
  ] as const)("%i %s %j is well", (flags, tag, value) => {
    expect(caaProblems(flags, tag, value)).toEqual([]);
  });

  test.each([
    [1, "issue", "ca.example"],
    [256, "issue", "ca.example"],
    [0, "issuewld", "ca.example"],
    [0, "is-sue", "ca.example"],
    [0, "iodef", "security@example.com"],
    [0, "contactemail", "mailto security"],
    [0, "contactphone", ""],
    [0, "issue", "!"],
  ])("%i %s %j is not", (flags, tag, value) => {
    expect(caaProblems(flags, tag, value)).toHaveLength(1);
  });
});
