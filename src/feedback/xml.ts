/** XML as elements with text, by their names without namespaces, which senders of reports choose as they like. */
import { SaxesParser } from "saxes";
import { ReportFault } from "./report-fault.ts";

export interface Element {
  readonly name: string;
  /** Without white space around it. */
  readonly text: string;
  readonly children: readonly Element[];
}

/** No report nests elements deeper than five; no value is longer than an error message. */
const MOST_DEPTH = 16;
const MOST_TEXT = 4096;

/** So much is parsed at once. */
const PIECE = 1 << 16;

interface Open {
  readonly name: string;
  text: string;
  readonly children: Open[];
}

/**
 * Calls `take` with each child of the root when it ends, so that a large document is never in memory as a whole.
 * A document type with declarations is refused: that is where entities are declared, and no report has one. One that names a
 * file has no effect, since no file is read.
 * @throws ReportFault for what is not well-formed; `other` if the root is another than `root`, or is nowhere to be seen
 */
export function readXml(text: string, root: string, take: (element: Element) => void): void {
  const stack: Open[] = [];
  const parser = new SaxesParser();
  parser.on("doctype", (doctype) => {
    if (doctype.includes("["))
      throw new ReportFault(
        "refused",
        "it declares entities of its own, as files do that expand to gigabytes or read other files",
      );
  });
  parser.on("opentag", ({ name: full }) => {
    const name = full.slice(full.indexOf(":") + 1);
    const parent = stack.at(-1);
    if (parent === undefined && name !== root) throw new ReportFault("other", `its root is ${name}`);
    if (stack.length >= MOST_DEPTH)
      throw new ReportFault("refused", `it nests elements deeper than ${MOST_DEPTH}`);
    const element: Open = { name, text: "", children: [] };
    // children of the root go to `take` instead
    if (stack.length > 1) parent?.children.push(element);
    stack.push(element);
  });
  const add = (piece: string): void => {
    const at = stack.at(-1);
    if (at !== undefined && at.text.length < MOST_TEXT) at.text += piece.slice(0, MOST_TEXT);
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => {
    const element = stack.pop();
    if (element === undefined) return;
    element.text = element.text.trim();
    if (stack.length === 1) take(element);
  });
  try {
    for (let at = 0; at < text.length; at += PIECE) parser.write(text.slice(at, at + PIECE));
    parser.close();
  } catch (error) {
    if (error instanceof ReportFault) throw error;
    if (!text.slice(0, PIECE).includes(root)) throw new ReportFault("other", `it has no ${root}`);
    throw new ReportFault("unreadable", `it is not well-formed XML: ${(error as Error).message}`);
  }
}

/** The first child at the end of a path of names; of several with one name the first counts. */
export function childAt(element: Element | undefined, ...path: readonly string[]): Element | undefined {
  let at = element;
  for (const step of path) at = at?.children.find(({ name }) => name === step);
  return at;
}

/** The text there; undefined if there is none. */
export function textAt(element: Element | undefined, ...path: readonly string[]): string | undefined {
  return childAt(element, ...path)?.text || undefined;
}

export const childrenAt = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((child) => child.name === name) ?? [];
