/** Values as YAML that a person would write: mostly in flow style, with quotes only where some reader needs them. */

/** What can be printed on one line. */
export type Printable =
  | string
  | number
  | boolean
  | readonly Printable[]
  | { readonly [key: string]: Printable };

/** A value on one line: `[a, b]`, `{type: MX, value: 10 mx}`. */
export function printValue(value: Printable): string {
  if (typeof value === "string") return printScalar(value);
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map(printValue).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => `${printScalar(key)}: ${printValue(member)}`);
  return `{${members.join(", ")}}`;
}

/** How long a list may be to stay on one line, and a map to stay on the line of its list. */
const COLUMNS = 100;

/** A map with a line for each key, and maps in it likewise; short lists and empty maps stay on one line. */
export function printBlock(value: Printable, indent = ""): string {
  if (!isMap(value)) return `${indent}${printValue(value)}\n`;
  return Object.entries(value)
    .map(([key, member]) => {
      const own = `${indent}${printScalar(key)}:`;
      if (isMap(member)) return `${own}\n${printBlock(member, `${indent}  `)}`;
      const line = printValue(member);
      return Array.isArray(member) && line.length > COLUMNS
        ? `${own}\n${member.map((one: Printable) => printItem(one, `${indent}  `)).join("")}`
        : `${own} ${line}\n`;
    })
    .join("");
}

function printItem(item: Printable, indent: string): string {
  const line = printValue(item);
  if (line.length <= COLUMNS || !isMap(item)) return `${indent}- ${line}\n`;
  return `${indent}- ${printBlock(item, `${indent}  `).trimStart()}`;
}

const isMap = (value: Printable): value is { readonly [key: string]: Printable } =>
  typeof value === "object" && !Array.isArray(value) && Object.keys(value).length > 0;

/** Words that YAML 1.2 core, or YAML 1.1 in other tools, reads as something other than text. */
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n|~|[-+.\d][\d.e_+:-]*|e[-+]?\d+|0[xo][\da-f]+)$/i;

/** Words that mean the same in block and flow style. None begins with a sign or has a "=", as most texts of DNS have. */
const WORDS =
  /^[\p{L}\p{N}_/](?::*[\p{L}\p{N}_./+@~;()-])*(?: [\p{L}\p{N}_/(](?::*[\p{L}\p{N}_./+@~;()-])*)*$/u;

/** A text as a scalar: plain if every reader reads it as this text, otherwise in double quotes (JSON is YAML). */
export const printScalar = (text: string): string =>
  WORDS.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text);
