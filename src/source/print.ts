/** Values as YAML that a person would write: flow style, with quotes only where some reader needs them. */

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

/** Words that YAML 1.2 core, or YAML 1.1 in other tools, reads as something other than text. */
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n|~|[-+.\d][\d.e_+:-]*|0[xo][\da-f]+)$/i;

/** Words that mean the same in block and flow style. None begins with a sign or has a "=", as most texts of DNS have. */
const WORDS =
  /^[\p{L}\p{N}_/](?::*[\p{L}\p{N}_./+@~;()-])*(?: [\p{L}\p{N}_/(](?::*[\p{L}\p{N}_./+@~;()-])*)*$/u;

/** A text as a scalar: plain if every reader reads it as this text, otherwise in double quotes (JSON is YAML). */
export const printScalar = (text: string): string =>
  WORDS.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text);
