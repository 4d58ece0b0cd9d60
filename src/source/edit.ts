/** Adds to YAML files written by people; comments, order and quotes stay as they are. Reading is in read.ts. */
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { printScalar, printValue } from "./print.ts";

/** mailzone cannot add to this text; the message tells the user why. */
export class NotEditable extends Error {}

export type Item = Readonly<Record<string, string | number>>;

/**
 * The text with `items`, one per line, at the end of the list `key` of the document that holds `line` (1-based); of a list in maps
 * below, `key` is the way to it. What is missing of the way is created. Not a character changes elsewhere.
 * @throws NotEditable if that document is not a map in block style, or `key` is not a plain list in plain maps
 */
export function appendItems(
  text: string,
  line: number,
  key: string | readonly [string, ...string[]],
  items: readonly Item[],
): string {
  if (items.length === 0) return text;
  const way = typeof key === "string" ? ([key] as const) : key;
  const { map } = documentAt(text, line);
  const [at, added] = insertion(text, map, way, items.map(printValue));
  const edited = `${text.slice(0, at)}${added}${text.slice(at)}`;
  const list = way.reduce((found, step) => found?.[step], documentAt(edited, line).document.toJS());
  if (!Array.isArray(list) || JSON.stringify(list.slice(-items.length)) !== JSON.stringify(items)) {
    throw new NotEditable(`${way.join(".")}: is written in a form that mailzone cannot add to`);
  }
  return edited;
}

/** Whether the document that holds the line has the key. @throws NotEditable if it is not a map in block style */
export function hasKey(text: string, line: number, key: string): boolean {
  return documentAt(text, line).map.has(key);
}

interface Found {
  readonly document: Document;
  readonly map: YAMLMap;
}

export function documentAt(text: string, line: number): Found {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: "1.2",
    schema: "core",
    lineCounter,
    prettyErrors: false,
    logLevel: "silent",
  });
  const all = "empty" in documents ? [] : (documents as Document[]);
  const startOf = ({ contents }: Document): number =>
    lineCounter.linePos(contents?.range?.[0] ?? text.length).line;
  const document = all.findLast((one) => one.contents !== null && startOf(one) <= line);
  const map = document?.contents;
  if (document === undefined || document.errors.length > 0 || !isMap(map)) {
    throw new NotEditable("there is no spec at that line");
  }
  if (map.flow) throw new NotEditable("the spec is written in braces");
  return { document, map };
}

type Insertion = readonly [at: number, added: string];

function insertion(
  text: string,
  map: YAMLMap,
  [key, ...below]: readonly [string, ...string[]],
  items: readonly string[],
): Insertion {
  const indent = indentOf(text, map.range?.[0] ?? 0);
  const pair = map.items.find((one) => isScalar(one.key) && String(one.key.value) === key);
  if (pair === undefined) {
    if (map.flow) return inBrackets(map, [flowEntry([key, ...below], items)]);
    const lines = blockLines(text, [key, ...below], items, indent);
    return [lineEnd(text, map.range?.[1] ?? text.length), lines];
  }
  const { value } = pair;
  if (value === null || (isScalar(value) && value.value === null)) {
    if (map.flow) throw new NotEditable(`${key}: has no value`);
    const after = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0;
    return [lineEnd(text, after), blockLines(text, below, items, `${indent}  `)];
  }
  const [next, ...rest] = below;
  if (next !== undefined) {
    if (!isMap(value)) throw new NotEditable(`${key}: is not a plain map`);
    return insertion(text, value, [next, ...rest], items);
  }
  if (!isSeq(value) || value.range == null) throw new NotEditable(`${key}: is not a plain list`);
  if (value.flow) return inBrackets(value, items);
  const [start, end] = value.range;
  return [lineEnd(text, end), blockLines(text, [], items, indentOf(text, start))];
}

/** Lines for keys, each below the one before, and for the items of the last. */
function blockLines(text: string, keys: readonly string[], items: readonly string[], indent: string): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const [key, ...below] = keys;
  if (key === undefined) return items.map((item) => `${newline}${indent}- ${item}`).join("");
  return `${newline}${indent}${printScalar(key)}:${blockLines(text, below, items, `${indent}  `)}`;
}

function flowEntry([key, ...below]: readonly [string, ...string[]], items: readonly string[]): string {
  const [next, ...rest] = below;
  const value = next === undefined ? `[${items.join(", ")}]` : `{${flowEntry([next, ...rest], items)}}`;
  return `${printScalar(key)}: ${value}`;
}

/** After the last member of a list or map in flow style. */
function inBrackets(inside: YAMLSeq | YAMLMap, members: readonly string[]): Insertion {
  const last = inside.items.at(-1);
  const end = isPair(last) ? (rangeOf(last.value)?.[1] ?? rangeOf(last.key)?.[1]) : rangeOf(last)?.[1];
  return end === undefined
    ? [(inside.range?.[0] ?? 0) + 1, members.join(", ")]
    : [end, members.map((member) => `, ${member}`).join("")];
}

const rangeOf = (node: unknown) =>
  (node as { readonly range?: readonly [number, number, number] | null } | null | undefined)?.range;

/** The indentation of what is at an offset: a space for each character before it on its line. */
export function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return text.slice(start, offset).replace(/[^ ]/g, " ");
}

/** The end of the line that holds the last text before an offset: with its comment, without blank lines after it. */
export function lineEnd(text: string, offset: number): number {
  const last = text.slice(0, offset).trimEnd().length;
  const end = text.slice(last).search(/\r?\n|$/);
  return last + end;
}
