/** A character of a value is found in the text it was written as; scalar.slow.test.ts tries thousands of texts. */
import { describe, expect, test } from "@jest/globals";
import { toRaw } from "../../src/source/scalar.ts";
import { expectExact, scalars } from "./written-scalars.ts";

const DOCUMENTS: readonly (readonly [string, string, string])[] = [
  ["plain over several lines, with an empty one", "a: one\n  two\n\n  three\n", "one two\nthree"],
  ["single quotes, with a fold", "a: 'it''s\n  so'\n", "it's so"],
  [
    "escapes of each length, and of both kinds of line breaks",
    'a: "\\x41\\u00e9\\U0001F600\\n\\\n  b \\\r\n  c"\n',
    "A\u00e9\u{1F600}\nb c",
  ],
  ["a carriage return alone is a character", 'a: "b\rc"\n', "b\rc"],
  ["tabs and blanks around a fold", "a: 'b \t\n \t c'\n", "b c"],
  ["literal", "a: |\n  one\n   two\n", "one\n two\n"],
  ["literal that keeps its last line breaks", "a: |+\n  one\n\n\n", "one\n\n\n"],
  ["literal that drops them", "a: |-\n  one\n\n", "one"],
  ["literal that begins with empty lines", "a: |\n\n\n  one\n", "\n\none\n"],
  ["nothing but line breaks, kept", "a: |+\n\n\n", "\n\n"],
  ["literal with its indentation given", "a: |1\n   one\n  two\n", "  one\n two\n"],
  ["lines that end as on Windows", "a: |\r\n  one\r\n  two\r\n", "one\ntwo\n"],
  ["folded", "a: >\n  one\n  two\n", "one two\n"],
  ["folded, with empty lines", "a: >\n  one\n\n\n  two\n", "one\n\ntwo\n"],
  ["folded, with a line that is deeper", "a: >\n  one\n    two\n  three\n", "one\n  two\nthree\n"],
  [
    "folded, with an empty line before a deeper one",
    "a: >\n  one\n\n    two\n\n  three\n",
    "one\n\n  two\n\nthree\n",
  ],
  ["folded, with a tab, which is deeper", "a: >\n  one\n  \ttwo\n", "one\n\ttwo\n"],
  ["folded, with blanks for an empty line", "a: >\n  one\n    \n  two\n", "one\n  \ntwo\n"],
];

describe("a character of a value is found in the scalar's text", () => {
  test.each(DOCUMENTS)("%s", (_, text, value) => {
    const [only, ...others] = scalars(text);
    expect([only?.value, others]).toEqual([value, []]);
    if (only !== undefined) expectExact(only);
  });

  test.each<[string, string, number, string]>([
    ["plain", "include:a", 8, "a"],
    ["plain over lines", "one\n  two", 4, "two"],
    ["a single quote", "'it''s'", 2, "''s'"],
    ["an escape", '"a\\tb"', 1, '\\tb"'],
    ["behind an escape", '"a\\x41b"', 2, 'b"'],
    ["a line break that is escaped", '"a \\\n   b"', 2, 'b"'],
    ["a fold", "'a\n   b'", 1, "\n   b'"],
    ["literal", "|\n  one\n  two\n", 4, "two\n"],
    ["literal with its indentation given", "|2-\n    one\n  two", 6, "two"],
    ["folded", ">-\n  one\n\n  two\n  three", 8, "three"],
    ["what follows the value", '"ab"', 2, '"'],
  ])("%s", (_, raw, offset, rest) => {
    const [one] = scalars(`a: ${raw.includes("\n  ") ? raw : `${raw}\n`}`);
    expect(raw.slice(toRaw(raw, one?.value ?? "")(offset))).toBe(rest);
  });

  test("and where the text does not read as the value, the start is all that is known", () => {
    expect(toRaw('"a\\x41b"', "other")(2)).toBe(0);
    expect(toRaw("", "")(0)).toBe(0);
  });
});
