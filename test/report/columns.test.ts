/** Tables stand in columns as a terminal shows them, and no text is cut in the middle of a character. */
import { expect, test } from "@jest/globals";
import { columns } from "../../src/report/columns.ts";
import { shortened } from "../../src/words/text.ts";

test.each<[string, readonly (readonly string[])[], string]>([
  ["no row is no text", [], ""],
  [
    "the widest cell makes the column",
    [
      ["a", "b"],
      ["long", "c"],
    ],
    "  a     b\n  long  c\n",
  ],
  [
    "an empty last cell leaves no blanks",
    [
      ["a", ""],
      ["long", "c"],
    ],
    "  a\n  long  c\n",
  ],
  [
    "an empty first cell keeps its place",
    [
      ["", "b"],
      ["long", "c"],
    ],
    "        b\n  long  c\n",
  ],
  [
    "wide characters take two columns",
    [
      ["例え", "b"],
      ["ab", "c"],
    ],
    "  例え  b\n  ab    c\n",
  ],
])("%s", (_, rows, text) => {
  expect(columns(rows)).toBe(text);
});

test.each([
  ["short enough", "abcdef", 6, "abcdef"],
  ["too long", "abcdefg", 6, "abc..."],
  ["a character of two units at the cut goes whole", "ab😀defg", 6, "ab..."],
  ["and stays whole before it", "a😀defgh", 6, "a😀..."],
])("shortened: %s", (_, text, most, wanted) => {
  expect(shortened(text, most)).toBe(wanted);
});
