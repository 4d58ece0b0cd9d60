/** Adds to YAML files written by people; comments, order and quotes stay as they are. Reading is in read.ts. */
import { type Document, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type YAMLMap } from "yaml";
import { printValue } from "./print.ts";

/** mailzone cannot add to this text; the message tells the user why. */
export class NotEditable extends Error {}

export type Item = Readonly<Record<string, string | number>>;

/**
 * The text with `items`, one per line, at the end of the list `key` of the document that holds `line` (1-based). The
 * list is created if it is missing. Not a character changes elsewhere.
 * @throws NotEditable if that document is not a map in block style, or `key` is not a plain list
 */
export function appendItems(text: string, line: number, key: string, items: readonly Item[]): string {
  if (items.length === 0) return text;
  const { map } = documentAt(text, line);
  const [at, added] = insertion(text, map, key, items.map(printValue));
  const edited = `${text.slice(0, at)}${added}${text.slice(at)}`;
  const list = documentAt(edited, line).document.toJS()?.[key];
  if (!Array.isArray(list) || JSON.stringify(list.slice(-items.length)) !== JSON.stringify(items)) {
    throw new NotEditable(`${key}: is written in a form that mailzone cannot add to`);
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

function insertion(
  text: string,
  map: YAMLMap,
  key: string,
  items: readonly string[],
): readonly [at: number, added: string] {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = (indent: string): string => items.map((item) => `${newline}${indent}- ${item}`).join("");
  const indent = indentOf(text, map.range?.[0] ?? 0);
  const pair = map.items.find((one) => isScalar(one.key) && one.key.value === key);
  if (pair === undefined) {
    return [
      lineEnd(text, map.range?.[1] ?? text.length),
      `${newline}${indent}${key}:${lines(`${indent}  `)}`,
    ];
  }
  const { value } = pair;
  if (value === null || (isScalar(value) && value.value === null)) {
    const after = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0;
    return [lineEnd(text, after), lines(`${indent}  `)];
  }
  if (!isSeq(value) || value.range == null) throw new NotEditable(`${key}: is not a plain list`);
  const [start, end] = value.range;
  if (!value.flow) return [lineEnd(text, end), lines(indentOf(text, start))];
  const last = value.items.at(-1) as { readonly range?: readonly [number, number, number] } | undefined;
  return last?.range === undefined
    ? [start + 1, items.join(", ")]
    : [last.range[1], items.map((item) => `, ${item}`).join("")];
}

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
