/** XML as text. */
import { visible } from "../words/text.ts";

/** Lines as XML text. Of what XML 1.0 cannot represent, nothing is left once it is visible. */
export function xmlText(...lines: readonly string[]): string {
  return lines
    .map(visible)
    .join("\n")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** An element on its own: its name, its attributes, and text or elements. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content?: string | readonly Element[];
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A document, indented. `doctype` comes before its root. */
export const printXml = (root: Element, doctype = ""): string =>
  `${DECLARATION}${doctype === "" ? "" : `${doctype}\n`}${printElement(root, "")}`;

function printElement({ name, attributes = {}, content = [] }: Element, indent: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`);
  const head = `${indent}<${name}${written.join("")}`;
  if (content.length === 0) return `${head}/>\n`;
  if (typeof content === "string") return `${head}>${xmlText(content)}</${name}>\n`;
  return `${head}>\n${content.map((one) => printElement(one, `${indent}  `)).join("")}${indent}</${name}>\n`;
}
