/** Which patterns presets may have: those that take linear time, whatever text a record has. */
import { describe, expect, test } from "@jest/globals";
import { anywhereFault, wholeFault } from "../../../src/preset/pattern/pattern.ts";

const MANY = "too many ways";

/** The pattern, and why it is refused for a whole text and for a part of one; nothing if it is not. */
const CASES: readonly (readonly [
  pattern: string,
  whole: string | undefined,
  anywhere: string | undefined,
])[] = [
  ["^[a-z0-9]{8,}$", undefined, MANY],
  ["-", undefined, undefined],
  ["[^\\s.@:/]+(\\.[^\\s.@:/]+)*", undefined, MANY],
  // two ways at a time, but never more
  ["v=DMARC1; *p=[^;]*[^\\s;]", undefined, undefined],
  ["mo|ex|emp", undefined, undefined],
  ["(?:[^p]|p+[^p=])*p+=.+", undefined, MANY],
  ["(?!https?:)[^\\s]+", undefined, MANY],
  ["(?<name>a+)b", undefined, MANY],
  // exponential
  ["(a+)+", MANY, MANY],
  ["(a*)*", MANY, MANY],
  ["(a|a)*", MANY, MANY],
  ["(a?b?)*", MANY, MANY],
  ["(?:\\d+[smhdw]?)+", MANY, MANY],
  ["(a|b|ab)*", MANY, MANY],
  // polynomial
  ["[ab]*[bc]*d", MANY, MANY],
  [".*.*x", MANY, MANY],
  ["\\w*\\d*", MANY, MANY],
  // only without case, as records are compared
  ["[a-z]*[A-Z]*", MANY, MANY],
  ["[k]*[\\u212a]*", "\\u", "\\u"],
  // as often as a count says
  ["(.{1,30}){5}", MANY, MANY],
  ["(a?){40}", MANY, MANY],
  ["a{999}", undefined, MANY],
  ["a{600}a{600}", MANY, MANY],
  ["(?:){1000000000}", undefined, undefined],
  ["(?:(?=a)){1000000000}", undefined, undefined],
  // a look-ahead is tried at every place, so it must have an end
  ["(?=.*a)b", MANY, MANY],
  ["((?!.{0,20}x)a)*", undefined, MANY],
  ["(?<=a)b", "a look-behind", "a look-behind"],
  ["(?<x>a)\\k<x>", "a back-reference", "a back-reference"],
  ["(a)\\1", "a back-reference", "a back-reference"],
  ["\\p{L}+", "\\p", "\\p"],
  ["[a-z", "not a JavaScript regular expression", "not a JavaScript regular expression"],
  ["\\-", "not a JavaScript regular expression", "not a JavaScript regular expression"],
  ["a".repeat(501), "more than 500", "more than 500"],
  [`${"(".repeat(160)}a${")*".repeat(160)}`, MANY, MANY],
];

describe("a pattern", () => {
  test.each(CASES)("%s", (pattern, whole, anywhere) => {
    const told = [wholeFault(pattern)?.problem, anywhereFault(pattern)?.problem];
    const expected = [whole, anywhere].map((text) =>
      text === undefined ? undefined : expect.stringContaining(text),
    );
    expect(told).toEqual(expected);
  });
});
