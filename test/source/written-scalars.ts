/** Scalars as they are written in YAML, and whether each of their characters is found there. */
import { expect } from "@jest/globals";
import { parseDocument, visit } from "yaml";
import { toRaw } from "../../src/source/scalar.ts";

export interface Written {
  readonly raw: string;
  readonly value: string;
}

/** The text scalars among the values of a document, as they stand in it; none where it is no YAML. */
export function scalars(text: string): Written[] {
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

export function expectExact({ raw, value }: Written): void {
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
