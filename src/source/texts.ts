/** Yields the lines of a file; undefined if they may not be shown. */
export type ReadLines = (file: string) => readonly string[] | undefined;

/** Of so many files the lines are kept: findings come file by file, with other places in defaults and presets. */
const KEPT = 8;

/** The texts of files as they were read, by the names that findings show: reading a path again may give another file. */
export class Texts {
  readonly #texts = new Map<string, string>();
  /** Those asked for last: splitting a file for each of its findings would take quadratic time. */
  readonly #lines = new Map<string, readonly string[]>();

  add(file: string, text: string): void {
    this.#texts.set(file, text);
    this.#lines.delete(file);
  }

  /** Lines end as they do for the YAML parser. */
  readonly lines: ReadLines = (file) => {
    const known = this.#lines.get(file);
    if (known !== undefined) return known;
    const lines = this.#texts
      .get(file)
      ?.replace(/^\ufeff/, "")
      .split(/\r?\n/);
    if (lines === undefined) return undefined;
    const [oldest] = this.#lines.keys();
    if (this.#lines.size >= KEPT && oldest !== undefined) this.#lines.delete(oldest);
    this.#lines.set(file, lines);
    return lines;
  };
}
