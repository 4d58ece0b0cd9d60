/** A character of a value is found in the text it was written as, in every style of YAML scalar. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Document, parseDocument, type Scalar, visit } from "yaml";
import { toRaw } from "../../src/source/scalar.ts";

const STYLES = ["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;

interface Written {
  readonly raw: string;
  readonly value: string;
}

/** The text scalars among the values of a document, as they stand in it; none where it is no YAML. */
function scalars(text: string): Written[] {
  const document = parseDocument(text, { version: "1.2", logLevel: "silent" });
  // the library writes some texts that it cannot read, such as "-\na" as plain
  if (document.errors.length > 0) return [];
  const found: Written[] = [];
  visit(document, {
    Scalar: (key, node) => {
      if (key === "key" || typeof node.value !== "string" || !node.range) return;
      found.push({ raw: text.slice(node.range[0], node.range[1]), value: node.value });
    },
  });
  return found;
}

/** What stands at an offset: the character itself, what an escape means, or the line break of a fold. */
function readAt(raw: string, at: number, unit: string): string {
  if (raw[at] === "\n" && (unit === " " || unit === "\n")) return unit;
  // YAML ends a block with a line break where the file has none
  if (at === raw.length && unit === "\n") return unit;
  if (raw[0] !== '"' || raw[at] !== "\\") return raw[at] ?? "nothing";
  const escaped = /^\\(?:x..|u.{4}|U.{8}|.)/s.exec(raw.slice(at))?.[0] ?? "";
  return String(parseDocument(`"${escaped}"`).toJS());
}

function expectExact({ raw, value }: Written): void {
  const find = toRaw(raw, value);
  let before = -1;
  for (let i = 0; i < value.length; i++) {
    const unit = value[i] as string;
    const at = find(i);
    const stands = readAt(raw, at, unit);
    // an escape may stand for both halves of a pair
    const half = stands.length === 2 && at === before ? stands[1] : stands[0];
    expect([raw, i, half]).toEqual([raw, i, unit]);
    expect(at).toBeGreaterThan(before - (stands.length === 2 ? 1 : 0));
    before = at;
  }
  expect(find(value.length)).toBeGreaterThan(before);
}

const letter = fc.constantFrom(
  ..."ab'\"\\ \t\n\n  :#|>-é\u00a0\u2028\u0085\u0007漢".split(""),
  "😀",
  "v=spf1 ",
  "longword",
);
const someText = fc.oneof(
  fc.string({ unit: letter, maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 20 }),
);

describe("a character of a value is found in the scalar's text", () => {
  test.each(STYLES)("%s, as the YAML library writes it", (style) => {
    fc.assert(
      fc.property(someText, fc.integer({ min: 1, max: 8 }), fc.boolean(), (text, indent, crlf) => {
        const value = text.replace(/[\ud800-\udfff](?![\udc00-\udfff])/gu, "");
        const document = new Document({ a: { list: [value, value] }, b: value });
        visit(document, {
          Scalar: (key, node) => {
            if (key !== "key") (node as Scalar).type = style;
          },
        });
        const unix = document.toString({ lineWidth: 20, minContentWidth: 0, indent });
        for (const one of scalars(crlf ? unix.replaceAll("\n", "\r\n") : unix)) expectExact(one);
      }),
      { numRuns: 300 },
    );
  });

  test("blocks, as a hand might write them", () => {
    const header = fc.constantFrom("|", ">", "|-", ">-", "|+", ">+", "|2", ">2-", ">+1", "| # note", "|1+");
    const line = fc.constantFrom(
      "",
      "  a",
      "  b c ",
      "   deeper",
      "  \ttab",
      "    ",
      " ",
      "  # no note",
      "   ",
    );
    fc.assert(
      fc.property(
        header,
        fc.array(line, { maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        (head, lines, end) => {
          for (const one of scalars(
            ["a:", `  b: ${head}`, ...lines.map((text) => `  ${text}`), "c: d", ""].join(end),
          ))
            expectExact(one);
          for (const one of scalars([`- ${head}`, ...lines].join(end))) expectExact(one);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("plain and quoted, as a hand might write them", () => {
    const piece = fc.constantFrom(
      ..."ab \t\n\n".split(""),
      "\n  ",
      "\\\n ",
      "\\x41",
      "\\U0001F600",
      "\\ ",
      "\\t",
      "''",
      "é😀",
      "\r",
    );
    fc.assert(
      fc.property(
        fc.constantFrom("", "'", '"'),
        fc.array(piece, { maxLength: 12 }),
        fc.boolean(),
        (quote, pieces, crlf) => {
          const text = `a:\n - ${quote}${pieces.join("").replaceAll("\n", "\n  ")}${quote} # note\n - z\n`;
          for (const one of scalars(crlf ? text.replaceAll("\n", "\r\n") : text)) expectExact(one);
        },
      ),
      { numRuns: 2000 },
    );
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
