/** Changes texts in the items of a list in a YAML file written by people; all else stays as it is, to the character. */
import { isMap, isScalar, isSeq, type Pair, type YAMLMap } from "yaml";
import { documentAt, indentOf, lineEnd, NotEditable } from "./edit.ts";
import { printScalar } from "./print.ts";

/** Texts by their keys. */
export type ItemTexts = Readonly<Record<string, string>>;

/** Which item of which list; `has` are texts by which it is known, since the file may have changed since it was read as a spec. */
export interface ItemOf {
  readonly key: string;
  readonly index: number;
  readonly has: ItemTexts;
}

/**
 * The text with these keys of an item set, in the document that holds `line` (1-based). Keys that the item does not have come at its
 * end.
 * @throws NotEditable if the item is not a plain map or another one, or one of the keys has something else than a text
 */
export function setInItem(text: string, line: number, of: ItemOf, texts: ItemTexts): string {
  let edited = text;
  for (const [name, value] of Object.entries(texts)) {
    const item = itemAt(edited, line, of);
    const [from, to, replacement] = change(edited, item, name, printScalar(value));
    edited = `${edited.slice(0, from)}${replacement}${edited.slice(to)}`;
    const found = itemAt(edited, line, of).get(name);
    if (found !== value) throw new NotEditable(`${of.key}: is written in a form that mailzone cannot change`);
  }
  return edited;
}

function itemAt(text: string, line: number, { key, index, has }: ItemOf): YAMLMap {
  const list = documentAt(text, line).map.get(key, true);
  const item = isSeq(list) ? list.items[index] : undefined;
  if (!isMap(item)) throw new NotEditable(`${key}: has no plain map as item ${index + 1}`);
  for (const [name, value] of Object.entries(has)) {
    if (item.get(name) !== value)
      throw new NotEditable(`${key}: has changed, and has no ${value} as item ${index + 1}`);
  }
  return item;
}

type Change = readonly [from: number, to: number, replacement: string];

function change(text: string, item: YAMLMap, name: string, printed: string): Change {
  const pair = item.items.find((one) => isScalar(one.key) && one.key.value === name);
  if (pair !== undefined) {
    const { value } = pair;
    if (!isScalar(value) || value.range == null || typeof value.value !== "string" || value.anchor) {
      throw new NotEditable(`${name} is not a plain text`);
    }
    return [value.range[0], value.range[1], printed];
  }
  const last = item.items.at(-1);
  const end = last && endOf(last);
  if (last === undefined || end === undefined) throw new NotEditable("the item is empty");
  if (item.flow) return [end, end, `, ${name}: ${printed}`];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const at = lineEnd(text, end);
  return [at, at, `${newline}${indentOf(text, item.range?.[0] ?? 0)}${name}: ${printed}`];
}

function endOf({ value }: Pair): number | undefined {
  return (value as { readonly range?: readonly [number, number, number] | null } | null)?.range?.[1];
}
