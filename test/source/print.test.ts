/** YAML that is printed: every reader, of YAML 1.2 and 1.1, gets the same values. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "yaml";
import { type Printable, printBlock } from "../../src/source/print.ts";

test.each([
  [{}, "{}\n"],
  ["x", "x\n"],
  [{ a: 1, b: { c: { d: [], e: {} } } }, "a: 1\nb:\n  c:\n    d: []\n    e: {}\n"],
  [{ list: [{ a: "b" }, "c"], "p:q": "yes", on: true }, 'list: [{a: b}, c]\np:q: "yes"\n"on": true\n'],
  [{ E0: "e-5" }, '"E0": "e-5"\n'],
] satisfies [Printable, string][])("%j has a line for each key of its maps", (value, text) => {
  expect(printBlock(value)).toBe(text);
});

const leaf = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "yes",
    "1:30",
    "0x1f",
    "1e3",
    "E0",
    "e+1",
    "~",
    "null",
    "a: b",
    "- a",
    "#",
    "2026-12-01",
    "",
    "012345",
  ),
  fc.integer(),
  fc.boolean(),
);
const { tree } = fc.letrec<{ tree: Printable }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie("tree"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

/** More than a line has room for. */
const long = fc.array(fc.record({ name: leaf, value: fc.array(leaf, { maxLength: 40 }) }), {
  minLength: 1,
  maxLength: 4,
});

test("what is printed is read as it was, by either version", () => {
  fc.assert(
    fc.property(fc.oneof(tree, fc.record({ key: long })), (value) => {
      const text = printBlock(value);
      expect(parse(text)).toEqual(value);
      expect(parse(text, { version: "1.1", merge: false })).toEqual(value);
    }),
  );
});
