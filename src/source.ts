/**
 * Text to values that remember where they stand. The only file that knows the YAML library.
 *
 * YAML 1.2 core schema: `yes`, `no` and `on` are texts, `1e3` and `0x10` are numbers.
 */
import {
  type Alias,
  Composer,
  CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { type Finding, type Place, quote } from "./diagnostic.ts";

/** Largest file that is read, in octets. A spec is a page; ten thousand domains of one file stay below it. */
export const MAX_OCTETS = 2 * 1024 * 1024;

/** Most documents that are read of one file, so that a file of nothing but `---` ends soon. */
const MAX_DOCUMENTS = 20_000;

/** Most values that aliases may expand to in one document, against "billion laughs" files. */
const MAX_EXPANDED = 100_000;

/** How deep lists and maps may lie in each other; a spec needs eight levels. Deeper ones would exhaust the call stack. */
const MAX_DEPTH = 100;

/** Misplaced characters and lines between documents after which a file is no YAML, and the rest is not looked at. */
const MAX_STRAYS = 100;

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
  /**
   * Lets go of what knows the places, which is many times the size of the text. A later question reads the text
   * again; ten thousand specs that have few findings ask few.
   */
  forget(): void;
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
  const read = readDocuments(text, lines);
  const sources: Source[] = [];
  const findings: Finding[] = [];
  let reread: readonly Source[] | undefined;
  const again = (n: number) => (): Source => {
    reread ??= parseSource(file, octets).sources;
    return reread[n] as Source;
  };
  for (const document of read.documents) {
    const problems = document.errors.slice(0, 1).map((error) => syntaxFinding(error, text, at));
    if (problems.length === 0) problems.push(...unknownTags(document, at));
    if (problems.length === 0) {
      const plain = new Plain(document, at);
      const value = plain.read();
      if (plain.findings.length === 0) {
        const reading = { document, targets: plain.targets, text, at };
        sources.push(new DocumentSource(file, value, reading, again(sources.length)));
      }
      for (const finding of plain.findings) findings.push(finding);
    }
    findings.push(...problems);
  }
  if (read.refusal !== undefined) {
    const { offset, ...refusal } = read.refusal;
    findings.push({ severity: "error", place: at(offset), ...refusal });
  }
  return { sources, findings };
}

/** A value that comes from a program instead of a file: every place is the program's own name for it. */
export function valueSource(label: string, value: unknown): Source {
  const place = (): Place => ({ file: label, line: undefined, column: undefined });
  return { file: label, value, place, keyPlace: place, typed: () => undefined, forget: () => {} };
}

type Refusal = Pick<Finding, "code" | "message" | "help">;

function decode(octets: Uint8Array): string | Refusal {
  if (octets.length > MAX_OCTETS) {
    return {
      code: "file-too-large",
      message: `the file has more than ${MAX_OCTETS} octets, so nothing in it is checked or published`,
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

/** One reading for all: `%YAML 1.1` changes nothing. Keys given twice are found in `Plain`, in linear time. */
const OPTIONS = {
  version: "1.2",
  schema: "core",
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  stringKeys: false,
  logLevel: "silent",
} as const;

interface Documents {
  readonly documents: readonly Document[];
  /** Why the text was not read to its end, and where that was. */
  readonly refusal?: Refusal & { readonly offset: number };
}

/** The documents of a text as the YAML library reads them, token by token, so that a text of nothing but brackets ends soon. */
function readDocuments(text: string, lines: LineCounter): Documents {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer(OPTIONS);
  lines.addNewLine(0);
  const documents: Document[] = [];
  let depth = 0;
  let strays = 0;
  const compose = (tokens: Iterable<CST.Token>): void => {
    for (const token of tokens) {
      if (token.type === "document") strays = 0;
      else if (token.type === "error" || token.type === "directive") strays++;
      for (const document of composer.next(token)) documents.push(document);
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === "[" || lexeme === "{") depth++;
    else if (lexeme === "]" || lexeme === "}") depth = Math.max(depth - 1, 0);
    else if (lexeme === CST.DOCUMENT) depth = 0;
    if (depth > MAX_DEPTH) return { documents, refusal: { offset: parser.offset, ...tooDeep } };
    compose(parser.next(lexeme));
    if (strays > MAX_STRAYS) break;
    if (documents.length > MAX_DOCUMENTS) {
      return {
        documents: [],
        refusal: {
          offset: 0,
          code: "file-too-large",
          message: `the file has more than ${MAX_DOCUMENTS} documents, so nothing in it is checked or published`,
          help: "split it: one spec a file",
        },
      };
    }
  }
  compose(parser.end());
  for (const document of composer.end()) documents.push(document);
  return { documents };
}

const tooDeep: Refusal = {
  code: "yaml-depth",
  message: `lists and maps lie more than ${MAX_DEPTH} deep in each other here, so the file is not used`,
  help: "a spec needs eight levels: look for a bracket that is never closed, or for wrong indentation",
};

/** Tags that YAML 1.2 core does not have: `!Ref`, `!!binary`. The value without its tag would not be what is meant. */
function unknownTags(document: Document, at: (offset: number) => Place): Finding[] {
  return document.warnings
    .filter((warning) => warning.code === "TAG_RESOLVE_FAILED")
    .map(({ message, pos }) => ({
      code: "yaml-tag",
      severity: "error",
      message: `${message.replace("Unresolved tag: ", "the tag ").replace("tag:yaml.org,2002:", "!!")} means nothing here, so its value is not known`,
      help: "write the plain value; text that begins with ! goes in quotes",
      place: at(pos[0]),
    }));
}

/** What people meet most, with the edit that mends it; by the YAML library's code or message. */
function syntaxHelp(error: YAMLError, text: string): string | undefined {
  const at = text.slice(error.pos[0], error.pos[0] + 1);
  const before = text.slice(0, error.pos[0]).trimEnd().slice(-1);
  if (error.code === "TAB_AS_INDENT" || at === "\t") return "indent with spaces; YAML refuses tabs";
  if (at === "@" || at === "`") return `put it in quotes: "${at}"`;
  if (error.code === "BAD_ALIAS" || at === "*" || before === "*") {
    return 'a bare * begins an alias in YAML: put it in quotes, "*"';
  }
  if (at === "%") return "put it in quotes";
  if (error.code === "MISSING_CHAR" || error.code === "BAD_DQ_ESCAPE") return "check the quotes on this line";
  return undefined;
}

function syntaxFinding(error: YAMLError, text: string, at: (offset: number) => Place): Finding {
  const place = at(error.pos[0]);
  if (error.code === "RESOURCE_EXHAUSTION") return { severity: "error", place, ...tooDeep };
  const help = syntaxHelp(error, text);
  return {
    code: "yaml-syntax",
    severity: "error",
    message: `not valid YAML: ${error.message.replace(/\s+/g, " ").trim()}`,
    ...(help === undefined ? {} : { help }),
    place,
  };
}

/** The pairs of a map by key; the first where a key stands twice. */
function indexPairs(map: YAMLMap): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const pair of map.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (name !== undefined && !pairs.has(name)) pairs.set(name, pair);
  }
  return pairs;
}

/** Turns the document's nodes into plain data, aliases resolved and counted. */
class Plain {
  readonly findings: Finding[] = [];
  /** What each alias stands for. */
  readonly targets = new Map<Alias, Node>();
  #stopped = false;
  #depth = 0;
  #expanded = 0;
  #inAlias = 0;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  readonly #pairs = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  readonly #document: Document;
  readonly #at: (offset: number) => Place;

  constructor(document: Document, at: (offset: number) => Place) {
    this.#document = document;
    this.#at = at;
  }

  read(): unknown {
    return this.#node(this.#document.contents);
  }

  /** Ends the reading with a finding; keys that were found twice before it stay told. */
  #refuse(node: Node | null, refusal: Refusal): undefined {
    if (!this.#stopped) {
      this.findings.push({ severity: "error", place: this.#at(node?.range?.[0] ?? 0), ...refusal });
    }
    this.#stopped = true;
    return undefined;
  }

  #node(node: Node | null): unknown {
    if (node === null || this.#stopped) return null;
    if (this.#inAlias > 0 && ++this.#expanded > MAX_EXPANDED) {
      return this.#refuse(node, {
        code: "yaml-alias",
        message: `the aliases of this document expand to more than ${MAX_EXPANDED} values, so it is not used`,
        help: "write the values out",
      });
    }
    if (isAlias(node)) return this.#alias(node);
    this.#anchor(node);
    if (isScalar(node)) return this.#scalar(node, node.value);
    if (++this.#depth > MAX_DEPTH) return this.#refuse(node, tooDeep);
    const value = isSeq(node)
      ? node.items.map((item) => this.#node(item as Node | null))
      : isMap(node)
        ? this.#map(node)
        : null;
    this.#depth--;
    return value;
  }

  #scalar(node: Node, value: unknown): unknown {
    // an octet that is no UTF-8 is kept as U+DC80 to U+DCFF (see zone/txt.ts); no other half of a pair is a character
    if (typeof value === "string" && /[\ud800-\udc7f\udd00-\udfff]/u.test(value)) {
      return this.#refuse(node, {
        code: "yaml-character",
        message: `${quote(value)} has half a character (a lone surrogate), which no text can hold`,
        help: "write the character itself",
      });
    }
    return value;
  }

  #map(node: YAMLMap): Record<string, unknown> | undefined {
    const map: Record<string, unknown> = {};
    for (const { key, value } of node.items as Pair<Node | null, Node | null>[]) {
      if (key !== null) this.#anchor(key);
      const name = isScalar(key) ? this.#scalar(key, key.value) : undefined;
      if (name === undefined || (typeof name === "object" && name !== null)) {
        return this.#refuse(key ?? node, {
          code: "yaml-key",
          message: "a key must be plain text, not a list, a map or an alias",
          help: "write the key as one word",
        });
      }
      if (Object.hasOwn(map, String(name)) && this.#inAlias === 0)
        this.#twice(node, key as Node, String(name));
      // `__proto__` as an own property, never as the prototype
      Object.defineProperty(map, String(name), {
        value: this.#node(value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return map;
  }

  #twice(map: YAMLMap, key: Node, name: string): void {
    const pairs = this.#pairs.get(map) ?? indexPairs(map);
    this.#pairs.set(map, pairs);
    const first = pairs.get(name)?.key as Node;
    this.findings.push({
      code: "yaml-duplicate-key",
      severity: "error",
      message: `the key ${quote(name)} stands twice in this map; only one of the two could hold, so the file is not used`,
      help: "keep one of the two and delete the other",
      place: this.#at(key.range?.[0] ?? 0),
      related: [{ place: this.#at(first.range?.[0] ?? 0), note: "the same key" }],
    });
  }

  #anchor(node: Node): void {
    if (this.#inAlias === 0 && "anchor" in node && node.anchor !== undefined) {
      this.#anchors.set(node.anchor, node);
    }
  }

  #alias(alias: Alias): unknown {
    if (this.#inAlias === 0) {
      const named = this.#anchors.get(alias.source);
      if (named === undefined) {
        const wildcard = /^(\.|$)/.test(alias.source);
        return this.#refuse(alias, {
          code: "yaml-alias",
          message: `the alias *${alias.source} names no anchor before it`,
          help: wildcard
            ? `a * begins an alias in YAML: put it in quotes, "*${alias.source}"`
            : "write the value out",
        });
      }
      this.targets.set(alias, named);
    }
    const target = this.targets.get(alias);
    if (target === undefined || this.#open.has(target)) {
      return this.#refuse(alias, {
        code: "yaml-alias",
        message: `the alias *${alias.source} lies inside what it names`,
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

/** What knows the places of a document. */
interface Reading {
  readonly document: Document;
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly text: string;
  readonly at: (offset: number) => Place;
}

class DocumentSource implements Source {
  readonly file: string;
  readonly value: unknown;
  readonly #again: () => Source;
  #reading: Reading | undefined;
  #pairs = new Map<YAMLMap, ReadonlyMap<string, Pair>>();

  constructor(file: string, value: unknown, reading: Reading, again: () => Source) {
    this.file = file;
    this.value = value;
    this.#reading = reading;
    this.#again = again;
  }

  place(path: Path): Place {
    return this.#reading?.at(this.#find(this.#reading, path).value) ?? this.#again().place(path);
  }

  keyPlace(path: Path): Place {
    return this.#reading?.at(this.#find(this.#reading, path).key) ?? this.#again().keyPlace(path);
  }

  typed(path: Path): string | undefined {
    if (this.#reading === undefined) return this.#again().typed(path);
    const { node } = this.#find(this.#reading, path);
    return isScalar(node) && node.range ? this.#reading.text.slice(node.range[0], node.range[1]) : undefined;
  }

  forget(): void {
    this.#reading = undefined;
    this.#pairs = new Map();
  }

  /** Offsets of the key and the value at a path, or of the deepest existing parent. */
  #find({ document, targets }: Reading, path: Path): { key: number; value: number; node: Node | null } {
    let node: Node | null = document.contents;
    let value = node?.range?.[0] ?? document.range?.[0] ?? 0;
    let key = value;
    for (const step of path) {
      if (isAlias(node)) node = targets.get(node) ?? null;
      if (isMap(node)) {
        const pair = this.#pairsOf(node).get(String(step));
        if (pair === undefined) break;
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

  #pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const known = this.#pairs.get(map);
    if (known !== undefined) return known;
    const pairs = indexPairs(map);
    this.#pairs.set(map, pairs);
    return pairs;
  }
}
