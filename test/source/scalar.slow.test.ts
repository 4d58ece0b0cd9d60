/** A character of a value is found in the text it was written as, in every style of YAML scalar. */
import { describe, test } from "@jest/globals";
import fc from "fast-check";
import { Document, type Scalar, visit } from "yaml";
import { expectExact, scalars } from "./written-scalars.ts";

const STYLES = ["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const;

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
});
