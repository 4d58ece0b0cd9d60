/**
 * Where the characters of a YAML scalar's value are in its text: quotes, escapes, indentation and folded lines make
 * the two differ (YAML 1.2.2 §7.3, §8.1).
 */

/** Maps an offset in a scalar's value to the offset in its text, both in UTF-16 units. */
export type ToRaw = (offset: number) => number;

/**
 * The map from `value` to `raw`, the scalar as written in the file: plain, quoted, literal or folded, without its
 * anchor and tag. A character from an escape or a folded line break leads to that escape or line break; the value's end
 * leads to what follows its last character. If `raw` does not read as `value`, every offset leads to the start.
 */
export function toRaw(raw: string, value: string): ToRaw {
  const reading = read(raw, value);
  return reading.text === value ? (offset) => reading.find(offset) : () => 0;
}

function read(raw: string, value: string): Reading {
  const first = raw[0];
  if (first === '"') return readFlow(raw, 1, raw.length - 1, '"');
  if (first === "'") return readFlow(raw, 1, raw.length - 1, "'");
  // no plain scalar begins with these
  if (first === "|" || first === ">") return readBlock(raw, value);
  return readFlow(raw, 0, raw.length, "");
}

/** A value put together from pieces of the text, each with where it came from. */
class Reading {
  text = "";
  readonly #raw: string;
  /** The pieces' offsets in the value, ascending, and in the text. */
  readonly #inValue: number[] = [];
  readonly #inRaw: number[] = [];
  #end = 0;

  constructor(raw: string) {
    this.#raw = raw;
  }

  /** Characters that stand for themselves. */
  copy(from: number, to: number): void {
    if (to <= from) return;
    this.#piece(from);
    this.text += this.#raw.slice(from, to);
    this.#end = to;
  }

  /** Characters that `from` to `to` stand for together. */
  put(text: string, from: number, to: number): void {
    for (const unit of text.split("")) {
      this.#piece(from);
      this.text += unit;
    }
    this.#end = to;
  }

  /** Where the character at an offset of the value is. */
  find(offset: number): number {
    if (offset >= this.text.length) return this.#end;
    let [low, high] = [0, this.#inValue.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#inValue[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return (this.#inRaw[low] ?? 0) + Math.max(offset - (this.#inValue[low] ?? 0), 0);
  }

  #piece(from: number): void {
    this.#inValue.push(this.text.length);
    this.#inRaw.push(from);
  }
}

/** Escapes of double-quoted scalars (YAML 1.2.2 §5.7), except the hexadecimal ones. */
const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
  " ": " ",
  '"': '"',
  "/": "/",
  "\\": "\\",
  "\t": "\t",
};

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads a plain or quoted scalar; its text, without quotes, is `from` to `to`. */
function readFlow(raw: string, from: number, to: number, quote: string): Reading {
  const reading = new Reading(raw);
  const special = quote === '"' ? /[ \t\r\n\\]/g : quote === "'" ? /[ \t\r\n']/g : /[ \t\r\n]/g;
  let at = from;
  while (at < to) {
    special.lastIndex = at;
    const next = Math.min(special.exec(raw)?.index ?? to, to);
    reading.copy(at, next);
    if (next >= to) break;
    if (raw[next] === "\\") at = readEscape(raw, next, reading);
    else if (raw[next] === "'") {
      reading.put("'", next, next + 2);
      at = next + 2;
    } else at = readBlank(raw, next, to, reading);
  }
  return reading;
}

/** Reads an escape at `at` and returns where it ends. */
function readEscape(raw: string, at: number, reading: Reading): number {
  const letter = raw[at + 1] ?? "";
  const broken = /\r?\n[ \t]*/y;
  broken.lastIndex = at + 1;
  if (broken.test(raw)) return broken.lastIndex;
  const digits = HEX_DIGITS[letter];
  const end = at + 2 + (digits ?? 0);
  const code = Number.parseInt(raw.slice(at + 2, end), 16);
  const text = digits === undefined ? ESCAPES[letter] : code <= 0x10ffff ? String.fromCodePoint(code) : "";
  reading.put(text ?? "", at, end);
  return end;
}

/** Reads white space at `at`, folds the line breaks in it, and returns where it ends. */
function readBlank(raw: string, at: number, to: number, reading: Reading): number {
  const breaks: number[] = [];
  let end = at;
  for (; end < to; end++) {
    const char = raw[end];
    if (char === "\n") breaks.push(end);
    else if (char !== " " && char !== "\t" && !(char === "\r" && raw[end + 1] === "\n")) break;
  }
  // a carriage return alone is a character
  if (end === at) end++;
  if (breaks.length === 0) reading.copy(at, end);
  else fold(breaks, reading);
  return end;
}

/** A single line break is a space; of several, all but the first are line breaks (YAML 1.2.2 §6.5). */
function fold(breaks: readonly number[], reading: Reading): void {
  const [first = 0, ...others] = breaks;
  if (others.length === 0) reading.put(" ", first, first + 1);
  for (const at of others) reading.put("\n", at, at + 1);
}

interface Line {
  /** Where the line begins, where its text begins after the indentation, where it ends, and where its line break is. */
  readonly start: number;
  readonly text: number;
  readonly end: number;
  readonly break: number;
}

function blockLines(raw: string): Line[] {
  const lines: Line[] = [];
  const header = raw.indexOf("\n");
  for (let start = header + 1; header >= 0 && start <= raw.length; ) {
    const found = raw.indexOf("\n", start);
    const end = found < 0 ? raw.length : found;
    let text = start;
    while (text < end && raw[text] === " ") text++;
    const crlf = raw[end - 1] === "\r" && end > text;
    lines.push({ start, text, end: crlf ? end - 1 : end, break: end });
    start = end + 1;
  }
  return lines;
}

/** Reads a literal or folded scalar. Its indentation, which may depend on what encloses it, follows from the value. */
function readBlock(raw: string, value: string): Reading {
  const reading = new Reading(raw);
  const lines = blockLines(raw);
  const blank = ({ text, end }: Line): boolean => text === end;
  const first = lines.findIndex((line) => !blank(line));
  const newline = (line: Line): void => reading.put("\n", line.break, line.break + 1);
  if (first < 0) {
    // nothing but line breaks, which only `+` keeps
    for (const line of lines.slice(0, value.length)) newline(line);
    return reading;
  }
  const text = lines[first] as Line;
  const indent = text.text - text.start - leadingBlanks(value);
  const deeper = (line: Line): boolean => line.text - line.start > indent;
  let last = lines.length;
  while (last > first && blank(lines[last - 1] as Line) && !deeper(lines[last - 1] as Line)) last--;
  const copy = (line: Line): void => reading.copy(line.start + indent, line.end);
  for (const line of lines.slice(0, first)) {
    copy(line);
    newline(line);
  }
  if (raw[0] === "|") {
    for (const line of lines.slice(first, last - 1)) {
      copy(line);
      newline(line);
    }
    copy(lines[last - 1] as Line);
  } else foldBlock(lines.slice(first, last), indent, raw, reading);
  // of the line breaks after it, `-` keeps none and `+` keeps all
  for (const line of lines.slice(last - 1).slice(0, value.length - reading.text.length)) newline(line);
  return reading;
}

/** How far the first non-blank line of a value is indented in it. */
function leadingBlanks(value: string): number {
  const at = value.search(/[^ \n]/);
  return at - value.lastIndexOf("\n", at) - 1;
}

/** Lines at the indentation are folded; those indented deeper keep their line breaks (YAML 1.2.2 §8.1.3). */
function foldBlock(lines: readonly Line[], indent: number, raw: string, reading: Reading): void {
  let breaks: number[] = [];
  let keep = false;
  lines.forEach((line, i) => {
    const deeper = line.text - line.start > indent || raw[line.text] === "\t";
    if (line.text === line.end && !deeper) {
      breaks.push(line.break);
      return;
    }
    if (i > 0 && (keep || deeper)) for (const at of breaks) reading.put("\n", at, at + 1);
    else if (i > 0) fold(breaks, reading);
    reading.copy(line.start + indent, line.end);
    breaks = [line.break];
    keep = deeper;
  });
}
