/** Any octets of a TXT record survive as text, in presentation form, and cut into strings. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  characterStrings,
  octetsText,
  parseText,
  printText,
  quoteString,
  textOctets,
} from "../../src/zone/txt.ts";

const octets = fc.uint8Array({ maxLength: 600 });

/** Octets that are nearly UTF-8: whole characters, and the same cut short or joined wrongly. */
const nearlyUtf8 = fc
  .array(fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.string({ unit: "binary", maxLength: 3 })), {
    maxLength: 40,
  })
  .map((parts) => Buffer.concat(parts.map((part) => Buffer.from(part as string))));

describe("the TXT codec", () => {
  test("any octets have a text, and the text has those octets", () => {
    fc.assert(
      fc.property(fc.oneof(octets, nearlyUtf8), (all) => {
        expect(Buffer.from(textOctets(octetsText(all)))).toEqual(Buffer.from(all));
      }),
    );
  });

  test("presentation form is printable ASCII and reads back", () => {
    fc.assert(
      fc.property(fc.oneof(octets, nearlyUtf8), (all) => {
        const text = octetsText(all);
        const printed = printText(text);
        expect(printed).toMatch(/^[ -~]*$/);
        expect(parseText(printed)).toBe(text);
      }),
    );
  });

  test("strings are of 1 to 255 octets, full but for the last, and none is lost", () => {
    fc.assert(
      fc.property(octets, (all) => {
        const strings = characterStrings(octetsText(all));
        expect(Buffer.concat(strings)).toEqual(Buffer.from(all));
        expect(strings.slice(0, -1).every((string) => string.length === 255)).toBe(true);
      }),
    );
  });

  test.each([
    ["", '""'],
    ["v=spf1 -all", '"v=spf1 -all"'],
    ['say "hi"', '"say \\"hi\\""'],
    ["back\\slash", '"back\\\\slash"'],
    ["é", '"\\195\\169"'],
    ["tab\t", '"tab\\009"'],
    ["\ufeffmark", '"\\239\\187\\191mark"'],
    ["a".repeat(256), `"${"a".repeat(255)}" "a"`],
  ])("%j is printed %s", (text, printed) => {
    expect(printText(text)).toBe(printed);
  });

  test("a string of one octet each way", () => {
    expect(quoteString(Uint8Array.of(0))).toBe('"\\000"');
    expect(quoteString(Uint8Array.of(255))).toBe('"\\255"');
  });

  test.each([
    ['"a""b" "c"', "abc"],
    ["bare words", "barewords"],
    ['"a\\"b"', 'a"b'],
    ["\\065", "A"],
    ["", ""],
  ])("%s reads as %j", (printed, text) => {
    expect(parseText(printed)).toBe(text);
  });

  test.each(['"open', 'a"b', '"\\256"', '"\\'])("%s is not well formed", (printed) => {
    expect(parseText(printed)).toBeUndefined();
  });
});
