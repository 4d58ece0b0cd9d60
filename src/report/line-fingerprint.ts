/**
 * The fingerprint by which GitHub recognizes the line of an alert when the file around it was edited: a hash of the 100 characters
 * from the line's beginning without white space, and how often that hash has come in the file. It has to be GitHub's own
 * (`primaryLocationLineHash`; github/codeql-action, src/fingerprints.ts, read 2026-11-30), since its upload warns of any other.
 */

const WINDOW = 100;
const FACTOR = 37;
const END = "\uffff";

/** Hashes are numbers of 64 bits in two halves: a bigint for each character would take ten times as long. */
const HALF = 2 ** 32;

/** The factor of a window's first character. */
const FIRST = BigInt.asUintN(64, BigInt(FACTOR) ** BigInt(WINDOW - 1));
const FIRST_HIGH = Number(FIRST / BigInt(HALF));
const FIRST_LOW = Number(FIRST % BigInt(HALF));

class WindowHash {
  #high = 0;
  #low = 0;

  /** Adds a character at the end. */
  add(char: number): void {
    const low = this.#low * FACTOR + char;
    this.#high = (this.#high * FACTOR + Math.floor(low / HALF)) % HALF;
    this.#low = low % HALF;
  }

  /** Takes the first character of a full window away. */
  drop(char: number): void {
    const low = FIRST_LOW * char;
    const high = (FIRST_HIGH * char + Math.floor(low / HALF)) % HALF;
    const left = this.#low - (low % HALF);
    const borrowed = left < 0 ? 1 : 0;
    this.#low = left + borrowed * HALF;
    this.#high = (this.#high - high - borrowed + 2 * HALF) % HALF;
  }

  toString(): string {
    const low = this.#low.toString(16);
    return this.#high === 0 ? low : `${this.#high.toString(16)}${low.padStart(8, "0")}`;
  }
}

/** One for each line, such as `271789c17abda88f:1`. */
export function lineFingerprints(lines: readonly string[]): readonly string[] {
  const bare = lines.map((line) => line.replace(/[ \t\r]/g, ""));
  const text = `${bare.join("\n")}${END}`;
  const at = (index: number): number => (index < text.length ? text.charCodeAt(index) : 0);
  const times = new Map<string, number>();
  const fingerprints: string[] = [];
  const hash = new WindowHash();
  for (let i = 0; i < WINDOW; i++) hash.add(at(i));
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (i === start) {
      const shown = hash.toString();
      const time = (times.get(shown) ?? 0) + 1;
      times.set(shown, time);
      start += (bare[fingerprints.length] ?? "").length + 1;
      fingerprints.push(`${shown}:${time}`);
    }
    hash.drop(at(i));
    hash.add(at(i + WINDOW));
  }
  return fingerprints;
}
