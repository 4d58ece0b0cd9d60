/** Every value and key of a file is placed where the YAML library places it. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isCollection, isMap, isNode, isScalar, parseDocument, stringify } from "yaml";
import type { Path } from "../../src/source/path.ts";
import { parseSource } from "../../src/source/source.ts";

/** Every path of a value, the root's first. */
function* paths(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    yield* paths(member, [...path, Array.isArray(value) ? Number(name) : name]);
  }
}

const key = fc.oneof(
  fc.string({ minLength: 1, maxLength: 6 }),
  fc.nat(30).map(String),
  fc.constant("__proto__"),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie("tree"), { maxLength: 20 }),
    fc
      .uniqueArray(fc.tuple(key, tie("tree")), { selector: ([name]) => name, maxLength: 20 })
      .map(Object.fromEntries),
  ),
}));

describe("places", () => {
  test("are those of the YAML library's nodes, for every value and key", () => {
    fc.assert(
      fc.property(
        tree,
        fc.constantFrom<"PLAIN" | "QUOTE_DOUBLE">("PLAIN", "QUOTE_DOUBLE"),
        fc.boolean(),
        (value, style, isFlow) => {
          const text = stringify(value, {
            defaultStringType: style,
            collectionStyle: isFlow ? "flow" : "block",
          });
          const document = parseDocument(text);
          const [source] = parseSource("f.yaml", Buffer.from(text)).sources;
          const offsetOf = (
            place: { line?: number | undefined; column?: number | undefined } | undefined,
          ): number =>
            text
              .split("\n")
              .slice(0, (place?.line ?? 0) - 1)
              .join("\n").length +
            (place?.line === 1 ? 0 : 1) +
            (place?.column ?? 0) -
            1;
          for (const path of paths(source?.value)) {
            const node = document.getIn(path, true);
            if (!isNode(node) || node.range == null) continue;
            expect(offsetOf(source?.place(path))).toBe(node.range[0]);
            if (isScalar(node)) expect(source?.typed(path)).toBe(text.slice(node.range[0], node.range[1]));
            const parent = document.getIn(path.slice(0, -1), true);
            const name = path.at(-1);
            if (name === undefined || !isCollection(parent)) continue;
            const pair = isMap(parent)
              ? parent.items.find((one) => isScalar(one.key) && String(one.key.value) === name)
              : undefined;
            if (pair && isNode(pair.key)) expect(offsetOf(source?.keyPlace(path))).toBe(pair.key.range?.[0]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  const cases: [string, string, Path, string][] = [
    ["keys that JavaScript sorts before others", "b: 1\n2: x\n1: [y, z]\n", ["1", 1], "3:8"],
    ["keys before an alias that names what stands between", "b: &m [u, v]\n1: *m\n", ["1", 1], "1:11"],
    ["an own __proto__", "__proto__: {a: 1}\n", ["__proto__", "a"], "1:16"],
    ["a list of many", `- a\n${"- b\n".repeat(40)}`, [40], "41:3"],
    [
      "a map of many",
      `{${Array.from({ length: 40 }, (_, i) => `k${i}: 1`).join(", ")}, last: 2}`,
      ["last"],
      "1:318",
    ],
    ["a number is no index of a text", "a: text\n", ["a", 0], "1:4"],
  ];
  test.each(cases)("%s", (_, text, path, at) => {
    const place = parseSource("f.yaml", Buffer.from(text)).sources[0]?.place(path);
    expect(`${place?.line}:${place?.column}`).toBe(at);
  });
});
