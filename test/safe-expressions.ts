/** Regular expressions that were found safe, kept beside the engine: judging all of them takes minutes, and few of them ever change. */
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { makeFolder, writeWhole } from "../tools/write-file.mjs";

export class SafeExpressions {
  readonly #file: string;
  readonly #known: ReadonlySet<string>;
  readonly #found = new Set<string>();

  /** `file` is of one judge, of one version and with one set of options. One that is missing or broken has none. */
  constructor(file: string) {
    this.#file = file;
    this.#known = new Set(read(file));
  }

  has(expression: string): boolean {
    const isKnown = this.#known.has(expression);
    if (isKnown) this.#found.add(expression);
    return isKnown;
  }

  add(expression: string): void {
    this.#found.add(expression);
  }

  /** Keeps those that were asked for or added. */
  keep(): void {
    const isSame =
      this.#found.size === this.#known.size && [...this.#found].every((one) => this.#known.has(one));
    if (isSame) return;
    makeFolder(dirname(this.#file));
    writeWhole(this.#file, `${JSON.stringify([...this.#found].sort(), null, 1)}\n`);
  }
}

function read(file: string): readonly string[] {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(content) ? content.map(String) : [];
  } catch {
    return [];
  }
}
