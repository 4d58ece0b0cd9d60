/** BIMI records are read and printed as the draft says, and problems are named. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isBimi, parseBimi, printBimi } from "../../src/mail/bimi.ts";
import { wild } from "./wild.ts";

describe("BIMI records (draft §4.3)", () => {
  test.each([
    ["v=BIMI1; l=https://example.com/logo.svg", true],
    ["v = BIMI1; l=", true],
    ["v=BIMI1", true],
    ["v=bimi1; l=", false],
    ["l=https://example.com/logo.svg; v=BIMI1", false],
  ])("%j is one: %s", (text, expected) => {
    expect(isBimi(text)).toBe(expected);
  });

  test.each([
    ["v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem; avp=brand; lps=a, b", []],
    ["v=BIMI1; l=; a=;", []],
    ["v=BIMI1", ["v=BIMI1"]],
    ["v=BIMI1; l=http://example.com/logo.svg", ["http://example.com/logo.svg"]],
    ["v=BIMI1; l=example.com/logo.svg", ["example.com/logo.svg"]],
    [
      "v=BIMI1; l=https://a.example/a.svg,https://a.example/b.svg",
      ["https://a.example/a.svg,https://a.example/b.svg"],
    ],
    ["v=BIMI1; l=; a=self", ["self"]],
    ["v=BIMI1; l=; avp=logo", ["logo"]],
    ["v=BIMI1; l=; lps=a b", ["a b"]],
    ["v=BIMI1; l=; z=1", ["1"]],
    ["v=BIMI1; l=; l=", ["l="]],
  ])("%j: what is wrong is %j", (text, expected) => {
    expect(parseBimi(text).problems.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(
      expected,
    );
  });

  test("any text is read, and what is printed reads the same", () => {
    fc.assert(
      fc.property(
        wild("v=BIMI1; l=https://a.example/", ["l=", "a=", ";", " ", "https://", "avp=brand"]),
        (text) => {
          const once = printBimi(parseBimi(text));
          expect(printBimi(parseBimi(once))).toBe(once);
        },
      ),
    );
  });
});
