/**
 * YAML text to plain values, with the offsets of everything in them. Only this file and yaml-edit.ts know the YAML library.
 *
 * YAML 1.2 core schema: `yes`, `no` and `on` are texts, `1e3` and `0x10` are numbers.
 */
import process from "node:process";
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
  type Node,
  type Pair,
  Parser,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { type Finding, type Place, quote } from "../finding.ts";
import { Lines } from "./lines.ts";
import { OffsetsWriter } from "./offsets.ts";

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

/** One YAML document: its value as plain data, and where everything in it stands (offsets.ts). */
export interface YamlDocument {
  readonly value: unknown;
  readonly offsets: Int32Array;
}

/** What a file holds. Plain data, which can pass from thread to thread. */
export interface YamlFile {
  readonly text: string;
  /** Those without errors. */
  readonly documents: readonly YamlDocument[];
  readonly findings: readonly Finding[];
}

/** Reads every YAML document of a text. Whatever is wrong is a finding. */
export function readYaml(file: string, octets: Uint8Array): YamlFile {
  const text = decode(octets);
  if (typeof text !== "string") {
    const place = { file, line: 1, column: 1 };
    return { text: "", documents: [], findings: [{ severity: "error", place, ...text }] };
  }
  const lines = new Lines(text);
  const at = (offset: number): Place => ({ file, ...lines.at(offset) });
  const read = withoutEnvironment(() => readDocuments(text));
  const documents: YamlDocument[] = [];
  const findings: Finding[] = [];
  for (const document of read.documents) {
    const problems = document.errors.slice(0, 1).map((error) => syntaxFinding(error, text, at));
    if (problems.length === 0) problems.push(...unknownTags(document, at));
    if (problems.length === 0) {
      const plain = new Plain(document, at);
      const value = plain.read();
      if (plain.findings.length === 0) documents.push({ value, offsets: plain.offsets() });
      for (const finding of plain.findings) findings.push(finding);
    }
    findings.push(...problems);
  }
  if (read.refusal !== undefined) {
    const { offset, ...refusal } = read.refusal;
    findings.push({ severity: "error", place: at(offset), ...refusal });
  }
  return { text, documents, findings };
}

type Refusal = Pick<Finding, "code" | "message" | "help">;

const UTF8 = new TextDecoder("utf-8", { fatal: true });

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
    return UTF8.decode(octets);
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

/**
 * Does something without environment variables. The YAML library asks `process.env` at every token whether to print it,
 * and each answer of the real one is a system's: a quarter of all parsing (bench/README.md).
 */
function withoutEnvironment<T>(work: () => T): T {
  const { env } = process;
  process.env = {};
  try {
    return work();
  } finally {
    process.env = env;
  }
}

interface Documents {
  readonly documents: readonly Document[];
  /** Why the text was not read to its end, and where that was. */
  readonly refusal?: Refusal & { readonly offset: number };
}

/** The documents of a text as the YAML library reads them, token by token, so that a text of nothing but brackets ends soon. */
function readDocuments(text: string): Documents {
  const parser = new Parser();
  const composer = new Composer(OPTIONS);
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

/** Whether JavaScript puts this key before all others, whatever the text says. */
const isIndex = (name: string): boolean => /^(?:0|[1-9]\d*)$/.test(name);

/** Turns the document's nodes into plain data, aliases resolved and counted. */
class Plain {
  readonly findings: Finding[] = [];
  /** What each alias stands for. */
  readonly #targets = new Map<Alias, Node>();
  #stopped = false;
  #depth = 0;
  #expanded = 0;
  #inAlias = 0;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  readonly #pairs = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  readonly #document: Document;
  readonly #at: (offset: number) => Place;
  readonly #offsets = new OffsetsWriter();

  constructor(document: Document, at: (offset: number) => Place) {
    this.#document = document;
    this.#at = at;
  }

  read(): unknown {
    const { contents, range } = this.#document;
    const start = contents?.range?.[0] ?? range?.[0] ?? 0;
    return this.#value(contents, start, start);
  }

  /** Where everything stands that was read. */
  offsets(): Int32Array {
    return this.#offsets.finish();
  }

  /** A node and where it stands. */
  #value(node: Node | null, key: number, start: number): unknown {
    const opened = this.#offsets.open(key, start);
    const value = this.#node(node, opened);
    this.#offsets.close(opened);
    return value;
  }

  /** Ends the reading with a finding; keys that were found twice before it stay told. */
  #refuse(node: Node | null, refusal: Refusal): undefined {
    if (!this.#stopped) {
      this.findings.push({ severity: "error", place: this.#at(node?.range?.[0] ?? 0), ...refusal });
    }
    this.#stopped = true;
    return undefined;
  }

  #node(node: Node | null, opened: number): unknown {
    if (node === null || this.#stopped) return null;
    if (this.#inAlias > 0 && ++this.#expanded > MAX_EXPANDED) {
      return this.#refuse(node, {
        code: "yaml-alias",
        message: `the aliases of this document expand to more than ${MAX_EXPANDED} values, so it is not used`,
        help: "write the values out",
      });
    }
    if (isAlias(node)) return this.#alias(node, opened);
    this.#anchor(node);
    if (isScalar(node)) {
      if (node.range) this.#offsets.text(opened, node.range[0], node.range[1]);
      return this.#scalar(node, node.value);
    }
    if (++this.#depth > MAX_DEPTH) return this.#refuse(node, tooDeep);
    const value = isSeq(node) ? this.#list(node) : isMap(node) ? this.#map(node, opened) : null;
    this.#depth--;
    return value;
  }

  #scalar(node: Node, value: unknown): unknown {
    // an octet that is no UTF-8 is kept as U+DC80 to U+DCFF (see zone/txt.ts); no other half of a pair is a character
    if (typeof value === "string" && !value.isWellFormed() && /[\ud800-\udc7f\udd00-\udfff]/u.test(value)) {
      return this.#refuse(node, {
        code: "yaml-character",
        message: `${quote(value)} has half a character (a lone surrogate), which no text can hold`,
        help: "write the character itself",
      });
    }
    return value;
  }

  #list({ items }: YAMLSeq): unknown[] {
    return (items as (Node | null)[]).map((item) => {
      const start = item?.range?.[0] ?? 0;
      return this.#value(item, start, start);
    });
  }

  #map(node: YAMLMap, opened: number): Record<string, unknown> | undefined {
    const map: Record<string, unknown> = {};
    const names: string[] = [];
    let inOrder = true;
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
      const text = String(name);
      if (Object.hasOwn(map, text) && this.#inAlias === 0) this.#twice(node, key as Node, text);
      names.push(text);
      inOrder &&= !isIndex(text);
      const start = key?.range?.[0] ?? 0;
      const member = this.#value(value, start, value?.range?.[0] ?? start);
      // an own property, never the prototype
      if (text !== "__proto__") map[text] = member;
      else
        Object.defineProperty(map, text, {
          value: member,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
    if (!inOrder) this.#offsets.order(opened, names, Object.keys(map));
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

  #alias(alias: Alias, opened: number): unknown {
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
      this.#targets.set(alias, named);
    }
    const target = this.#targets.get(alias);
    if (target === undefined || this.#open.has(target)) {
      return this.#refuse(alias, {
        code: "yaml-alias",
        message: `the alias *${alias.source} lies inside what it names`,
        help: "write the value out",
      });
    }
    this.#open.add(target);
    this.#inAlias++;
    const value = this.#node(target, opened);
    this.#inAlias--;
    this.#open.delete(target);
    return value;
  }
}
