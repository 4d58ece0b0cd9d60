/**
 * Sets of characters as regular expressions tell them apart: each ASCII character is a symbol, and so is each kind of other
 * characters. A set never has less than the characters that it stands for: a symbol too many can only refuse an expression.
 */

export type SymbolSet = ReadonlySet<number>;

const ASCII = 128;
const SPACES = ASCII;
/** U+2028 and U+2029, which are white space and line ends. */
const SEPARATORS = ASCII + 1;
/** U+212A and U+017F, which without case are k and s. */
const KELVIN = ASCII + 2;
const LONG_S = ASCII + 3;
const OTHERS = ASCII + 4;

export const SYMBOLS: readonly number[] = Array.from({ length: OTHERS + 1 }, (_, i) => i);
export const ANY: SymbolSet = new Set(SYMBOLS);
export const LINE_ENDS: SymbolSet = new Set([0x0a, 0x0d, SEPARATORS]);

export const othersThan = (some: SymbolSet): SymbolSet => new Set(SYMBOLS.filter((one) => !some.has(one)));

const range = (from: number, to: number): number[] => SYMBOLS.slice(from, to + 1);

const DIGITS: SymbolSet = new Set(range(0x30, 0x39));
const WORD: SymbolSet = new Set([...DIGITS, ...range(0x41, 0x5a), 0x5f, ...range(0x61, 0x7a)]);
const WHITE: SymbolSet = new Set([...range(0x09, 0x0d), 0x20, SPACES, SEPARATORS]);

/** Those that have a letter of their own, such as `\d`. */
export const NAMED: ReadonlyMap<string, SymbolSet> = new Map([
  ["d", DIGITS],
  ["D", othersThan(DIGITS)],
  ["w", WORD],
  ["W", othersThan(WORD)],
  ["s", WHITE],
  ["S", othersThan(WHITE)],
]);

/** A set of characters from ranges and named sets; negated, it never loses more than the characters that are surely excluded. */
export function setOf(
  members: readonly (SymbolSet | readonly [from: string, to: string])[],
  flag: "" | "i",
  negation: "" | "^",
): SymbolSet {
  const symbols = new Set<number>();
  for (const member of members) {
    if (isRange(member)) {
      const [from, to] = [codeOf(member[0]), codeOf(member[1])];
      for (const one of range(from, Math.min(to, ASCII - 1))) symbols.add(one);
      // of the kinds beyond ASCII a range has some characters: too many if it is allowed, too few if it is excluded
      if (to >= ASCII && negation === "") for (const one of range(ASCII, OTHERS)) symbols.add(one);
    } else for (const one of member) symbols.add(one);
  }
  if (flag === "i") for (const one of [...symbols]) for (const other of casesOf(one)) symbols.add(other);
  return negation === "" ? symbols : othersThan(symbols);
}

const isRange = (
  member: SymbolSet | readonly [from: string, to: string],
): member is readonly [from: string, to: string] => Array.isArray(member);

const codeOf = (character: string): number => character.codePointAt(0) ?? 0;

/** The same letter in the other case. */
function casesOf(symbol: number): readonly number[] {
  if (symbol === KELVIN) return casesOf(0x6b);
  if (symbol === LONG_S) return casesOf(0x73);
  const lower = symbol | 0x20;
  if (symbol >= ASCII || lower < 0x61 || lower > 0x7a) return [];
  const more = { 107: [KELVIN], 115: [LONG_S] }[lower as 0x6b] ?? [];
  return [lower, lower - 0x20, ...more];
}
