/** Values that remember where they were written. */
import type { Finding, Place } from "../finding.ts";
import { Lines } from "./lines.ts";
import { Offsets } from "./offsets.ts";
import type { Path } from "./path.ts";
import { readYaml, type YamlDocument, type YamlFile } from "./read.ts";
import { type ToRaw, toRaw } from "./scalar.ts";

/** One YAML document: its value as plain data, and the place of everything in it. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** The place of the value at a path; the nearest parent's if the path does not exist. */
  place(path: Path): Place;
  /** The place of the key that leads to a path (for list items: of the item). */
  keyPlace(path: Path): Place;
  /** The place of the character at an offset (in UTF-16 units) of the text at a path; `place` if that is not text. */
  inside(path: Path, offset: number): Place;
  /** The scalar at a path as the user typed it, such as `1e3` where the value is 1000. */
  typed(path: Path): string | undefined;
}

export interface Parsed {
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
}

/**
 * Reads every YAML document in a text.
 * Everything that is wrong is a finding; documents with errors are left out of `sources`.
 */
export function parseSource(file: string, octets: Uint8Array): Parsed {
  return sourcesOf(file, readYaml(file, octets));
}

/** The documents of a file that has already been read, perhaps by another thread. */
export function sourcesOf(file: string, { text, documents, findings }: YamlFile): Parsed {
  const shared: SharedText = { file, text, lines: undefined };
  return { sources: documents.map((document) => new DocumentSource(shared, document)), findings };
}

/** A value from a program instead of a file; every place is the program's own label for it. */
export function valueSource(label: string, value: unknown): Source {
  const place = (): Place => ({ file: label, line: undefined, column: undefined });
  return { file: label, value, place, keyPlace: place, inside: place, typed: () => undefined };
}

/** What the documents of one file share. */
interface SharedText {
  readonly file: string;
  readonly text: string;
  /** Computed when the first place is asked for. */
  lines: Lines | undefined;
}

class DocumentSource implements Source {
  readonly value: unknown;
  readonly #shared: SharedText;
  readonly #offsets: Offsets;
  /** For the scalar that was asked about last: findings about one text follow each other. */
  #inside: { readonly from: number; readonly toRaw: ToRaw } | undefined;

  constructor(shared: SharedText, { value, offsets }: YamlDocument) {
    this.value = value;
    this.#shared = shared;
    this.#offsets = new Offsets(value, offsets);
  }

  get file(): string {
    return this.#shared.file;
  }

  place(path: Path): Place {
    return this.#at(this.#offsets.find(path).start);
  }

  keyPlace(path: Path): Place {
    return this.#at(this.#offsets.find(path).key);
  }

  inside(path: Path, offset: number): Place {
    const { start, text } = this.#offsets.find(path);
    const value = valueAt(this.value, path);
    if (text === undefined || typeof value !== "string") return this.#at(start);
    const [from, to] = text;
    if (this.#inside?.from !== from) {
      this.#inside = { from, toRaw: toRaw(this.#shared.text.slice(from, to), value) };
    }
    return this.#at(from + this.#inside.toRaw(offset));
  }

  typed(path: Path): string | undefined {
    const { text } = this.#offsets.find(path);
    return text && this.#shared.text.slice(...text);
  }

  #at(offset: number): Place {
    this.#shared.lines ??= new Lines(this.#shared.text);
    const { line, column } = this.#shared.lines.at(offset);
    return { file: this.#shared.file, line, column };
  }
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}
