/**
 * Text to values that remember where they stand. The only file that knows the YAML library.
 *
 * YAML 1.2 core schema: `yes`, `no` and `on` are texts, `1e3` and `0x10` are numbers.
 */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type YAMLError,
} from "yaml";
import type { Finding, Place } from "./diagnostic.ts";

/** Largest file that is read, in octets. A spec is a page; ten thousand domains of one file stay below it. */
export const MAX_OCTETS = 2 * 1024 * 1024;

/** Most values that aliases may expand to in one document, against "billion laughs" files. */
const MAX_EXPANDED = 100_000;

export type Path = readonly (string | number)[];

/** One YAML document: its value as plain data, and the place of everything in it. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands; the nearest parent's place when the path does not exist. */
  place(path: Path): Place;
  /** Where the key that leads to a path stands (for list items: the item). */
  keyPlace(path: Path): Place;
  /** The scalar at a path as the user typed it, such as `1e3` where the value is 1000. */
  typed(path: Path): string | undefined;
}

export interface Parsed {
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
}

/**
 * Reads every YAML document of a text.
 * Whatever is wrong is a finding; documents with errors are left out of `sources`.
 */
export function parseSource(file: string, octets: Uint8Array): Parsed {
  const text = decode(octets);
  if (typeof text !== "string") {
    return { sources: [], findings: [{ severity: "error", place: { file, line: 1, column: 1 }, ...text }] };
  }
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: false,
    logLevel: "silent",
  });
  const sources: Source[] = [];
  const findings: Finding[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const problems = telling(document.errors).map((error) => syntaxFinding(error, text, at));
    if (problems.length === 0) {
      const plain = new Plain(document, at);
      const value = plain.read();
      problems.push(...plain.findings);
      if (problems.length === 0) sources.push(new DocumentSource(file, value, document, text, at));
    }
    findings.push(...problems);
  }
  return { sources, findings };
}

/** A value that comes from a program instead of a file: every place is the program's own name for it. */
export function valueSource(label: string, value: unknown): Source {
  const place = (): Place => ({ file: label, line: undefined, column: undefined });
  return { file: label, value, place, keyPlace: place, typed: () => undefined };
}

type Refusal = Pick<Finding, "code" | "message" | "help">;

function decode(octets: Uint8Array): string | Refusal {
  if (octets.length > MAX_OCTETS) {
    return {
      code: "file-too-large",
      message: `the file has ${octets.length} octets; at most ${MAX_OCTETS} are read, so nothing in it is checked or published`,
      help: "split it: one spec a file",
    };
  }
  const notText = {
    code: "file-encoding",
    message: "the file is not UTF-8 text, so nothing in it can be read",
    help: "save it as UTF-8, or move it out of the spec folder if it is no spec",
  };
  if (octets.includes(0)) return notText;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(octets);
  } catch {
    return notText;
  }
}

/** After a syntax error the rest of a document is guesswork; only keys given twice are sure to be mistakes too. */
function telling(errors: readonly YAMLError[]): YAMLError[] {
  const first = errors.find((error) => error.code !== "DUPLICATE_KEY");
  return errors.filter((error) => error === first || error.code === "DUPLICATE_KEY");
}

/** What people meet most, with the edit that mends it; by the YAML library's code or message. */
function syntaxHelp(error: YAMLError, text: string): string | undefined {
  const at = text.slice(error.pos[0], error.pos[0] + 1);
  const before = text.slice(0, error.pos[0]).trimEnd().slice(-1);
  if (error.code === "TAB_AS_INDENT" || at === "\t") return "indent with spaces; YAML refuses tabs";
  if (error.code === "DUPLICATE_KEY") return "keep one of the two and delete the other";
  if (at === "@" || at === "`") return `put it in quotes: "${at}"`;
  if (error.code === "BAD_ALIAS" || at === "*" || before === "*") {
    return 'a bare * begins an alias in YAML: put it in quotes, "*"';
  }
  if (at === "%") return "put it in quotes";
  if (error.code === "MISSING_CHAR" || error.code === "BAD_DQ_ESCAPE") return "check the quotes on this line";
  return undefined;
}

function syntaxFinding(error: YAMLError, text: string, at: (offset: number) => Place): Finding {
  const help = syntaxHelp(error, text);
  const duplicate = error.code === "DUPLICATE_KEY";
  return {
    code: duplicate ? "yaml-duplicate-key" : "yaml-syntax",
    severity: "error",
    message: duplicate
      ? "the key stands twice in this map; only one of the two could hold, so the file is not used"
      : `not valid YAML: ${error.message.replace(/\s+/g, " ").trim()}`,
    ...(help === undefined ? {} : { help }),
    place: at(error.pos[0]),
  };
}

/** Turns the document's nodes into plain data, aliases resolved and counted. */
class Plain {
  readonly findings: Finding[] = [];
  #expanded = 0;
  #inAlias = 0;
  readonly #open = new Set<Node>();
  readonly #document: Document;
  readonly #at: (offset: number) => Place;

  constructor(document: Document, at: (offset: number) => Place) {
    this.#document = document;
    this.#at = at;
  }

  read(): unknown {
    return this.#node(this.#document.contents);
  }

  #refuse(node: Node | null, refusal: Refusal): undefined {
    if (this.findings.length === 0) {
      this.findings.push({ severity: "error", place: this.#at(node?.range?.[0] ?? 0), ...refusal });
    }
    return undefined;
  }

  #node(node: Node | null): unknown {
    if (node === null || this.findings.length > 0) return null;
    if (this.#inAlias > 0 && ++this.#expanded > MAX_EXPANDED) {
      return this.#refuse(node, {
        code: "yaml-alias",
        message: `the aliases of this document expand to more than ${MAX_EXPANDED} values, so it is not used`,
        help: "write the values out",
      });
    }
    if (isScalar(node)) return node.value;
    if (isAlias(node)) return this.#alias(node);
    if (isSeq(node)) return node.items.map((item) => this.#node(item as Node | null));
    if (isMap(node)) {
      const map: Record<string, unknown> = {};
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? key.value : undefined;
        if (name === undefined || (typeof name === "object" && name !== null)) {
          return this.#refuse(key as Node | null, {
            code: "yaml-key",
            message: "a key must be plain text, not a list, a map or an alias",
            help: "write the key as one word",
          });
        }
        // `__proto__` as an own property, never as the prototype
        Object.defineProperty(map, String(name), {
          value: this.#node(value as Node | null),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return map;
    }
    return null;
  }

  #alias(alias: Alias): unknown {
    const target = alias.resolve(this.#document);
    if (target === undefined || this.#open.has(target)) {
      return this.#refuse(alias, {
        code: "yaml-alias",
        message: `the alias *${alias.source} ${target === undefined ? "names no anchor before it" : "lies inside what it names"}`,
        help: "write the value out",
      });
    }
    this.#open.add(target);
    this.#inAlias++;
    const value = this.#node(target);
    this.#inAlias--;
    this.#open.delete(target);
    return value;
  }
}

class DocumentSource implements Source {
  readonly file: string;
  readonly value: unknown;
  readonly #document: Document;
  readonly #text: string;
  readonly #at: (offset: number) => Place;

  constructor(file: string, value: unknown, document: Document, text: string, at: (offset: number) => Place) {
    this.file = file;
    this.value = value;
    this.#document = document;
    this.#text = text;
    this.#at = at;
  }

  place(path: Path): Place {
    return this.#at(this.#find(path).value);
  }

  keyPlace(path: Path): Place {
    return this.#at(this.#find(path).key);
  }

  typed(path: Path): string | undefined {
    const { node } = this.#find(path);
    return isScalar(node) && node.range ? this.#text.slice(node.range[0], node.range[1]) : undefined;
  }

  /** Offsets of the key and the value at a path, or of the deepest existing parent. */
  #find(path: Path): { key: number; value: number; node: Node | null } {
    let node: Node | null = this.#document.contents;
    let value = node?.range?.[0] ?? this.#document.range?.[0] ?? 0;
    let key = value;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(this.#document) ?? null;
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
        if (!isPair(pair)) break;
        key = (pair.key as Node).range?.[0] ?? key;
        node = pair.value as Node | null;
        value = node?.range?.[0] ?? key;
      } else if (isSeq(node) && typeof step === "number" && step in node.items) {
        node = node.items[step] as Node | null;
        value = node?.range?.[0] ?? value;
        key = value;
      } else break;
    }
    return { key, value, node };
  }
}
