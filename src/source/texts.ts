/** Yields the lines of a file; undefined if they may not be shown. */
export type ReadLines = (file: string) => readonly string[] | undefined;

/** The texts of files as they were read, by the names that findings show: reading a path again may give another file. */
export class Texts {
  readonly #texts = new Map<string, string>();

  add(file: string, text: string): void {
    this.#texts.set(file, text);
  }

  /** Lines end as they do for the YAML parser. */
  readonly lines: ReadLines = (file) =>
    this.#texts
      .get(file)
      ?.replace(/^\ufeff/, "")
      .split(/\r?\n/);
}
