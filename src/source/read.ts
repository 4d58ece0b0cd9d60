/**
 * Reads YAML text into plain values, with the offsets of everything in them.
 *
 * YAML 1.2 core schema: `yes`, `no` and `on` are text, `1e3` and `0x10` are numbers.
 */
import process from "node:process";
import { Composer, CST, type Document, isMap, isScalar, Lexer, Parser } from "yaml";
import type { Finding, Place } from "../finding.ts";
import { Lines } from "./lines.ts";
import { MAX_DEPTH, type Refusal, syntaxFinding, tooDeep, unknownTags } from "./mistakes.ts";
import { AliasBudget, Plain } from "./plain.ts";
import { dropRepeats, type Repeats } from "./repeated-keys.ts";

/** Largest file that is read, in octets. A spec is about a page; a file with ten thousand domains still fits. */
export const MAX_OCTETS = 2 * 1024 * 1024;

/** Most documents that are read from one file, so that reading a file of nothing but `---` ends soon. */
const MAX_DOCUMENTS = 20_000;

/** Misplaced characters and lines between documents after which a file is not YAML and the rest is not read. */
const MAX_STRAYS = 100;

/**
 * The deepest stack of the YAML library's parser, which has an entry for each list and map that is open and for what is
 * in it. Beyond the call stack its composer ends the process: V8 cannot compile a regular expression there.
 */
const MAX_STACK = 2 * MAX_DEPTH;

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
  /** The keys at the top of each document with errors, as far as they can be read (form.ts). */
  readonly broken: readonly (readonly string[])[];
  readonly findings: readonly Finding[];
}

/** Reads every YAML document in a text. Everything that is wrong is a finding; without `repeats`, so is every repeated key. */
export function readYaml(file: string, octets: Uint8Array, repeats?: Repeats): YamlFile {
  const text = decode(octets);
  if (typeof text !== "string") {
    const place = { file, line: 1, column: 1 };
    return { text: "", documents: [], broken: [[]], findings: [{ severity: "error", place, ...text }] };
  }
  const lines = new Lines(text);
  const at = (offset: number): Place => ({ file, ...lines.at(offset) });
  const read = withoutEnvironment(() => readDocuments(text));
  const documents: YamlDocument[] = [];
  const broken: (readonly string[])[] = [];
  const findings: Finding[] = [];
  const aliases = new AliasBudget();
  for (const document of read.documents) {
    const problems = document.errors.slice(0, 1).map((error) => syntaxFinding(error, text, at));
    if (problems.length === 0) problems.push(...unknownTags(document, at));
    if (problems.length === 0) {
      if (repeats !== undefined) dropRepeats(document.contents, repeats);
      const plain = new Plain(document, at, aliases);
      const value = plain.read();
      if (plain.findings.length === 0) documents.push({ value, offsets: plain.offsets() });
      for (const finding of plain.findings) problems.push(finding);
    }
    if (problems.length > 0) broken.push(topKeys(document));
    for (const problem of problems) findings.push(problem);
  }
  if (read.refusal !== undefined) {
    const { offset, ...refusal } = read.refusal;
    findings.push({ severity: "error", place: at(offset), ...refusal });
    broken.push([]);
  }
  return { text, documents, broken, findings };
}

function topKeys({ contents }: Document): string[] {
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key }) =>
    isScalar(key) && typeof key.value === "string" ? [key.value] : [],
  );
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function decode(octets: Uint8Array): string | Refusal {
  if (octets.length > MAX_OCTETS) {
    return {
      code: "file-too-large",
      message: `the file has more than ${MAX_OCTETS} octets, so nothing in it is checked or published`,
      help: "split it: one spec per file",
    };
  }
  const notText: Refusal = {
    code: "file-encoding",
    message: "the file is not UTF-8 text, so nothing in it can be read",
    help: "save it as UTF-8, or move it out of the spec folder if it is not a spec",
  };
  if (octets.includes(0)) return notText;
  try {
    return UTF8.decode(octets);
  } catch {
    return notText;
  }
}

/** Every file is read the same way: `%YAML 1.1` changes nothing. Duplicate keys are found in `Plain`, in linear time. */
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
 * Runs `work` without environment variables. At every token the YAML library reads `process.env` to see whether to
 * print it, and each read of the real one asks the system, which makes parsing a tenth slower.
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
  /** Why and where reading stopped before the end of the text. */
  readonly refusal?: Refusal & { readonly offset: number };
}

/** The documents of a text as the YAML library reads them; token by token, so that reading nothing but brackets ends soon. */
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
    if (depth > MAX_DEPTH || parser.stack.length > MAX_STACK)
      return { documents, refusal: { offset: parser.offset, ...tooDeep } };
    compose(parser.next(lexeme));
    if (strays > MAX_STRAYS) break;
    if (documents.length > MAX_DOCUMENTS) {
      return {
        documents: [],
        refusal: {
          offset: 0,
          code: "file-too-large",
          message: `the file has more than ${MAX_DOCUMENTS} documents, so nothing in it is checked or published`,
          help: "split it: one spec per file",
        },
      };
    }
  }
  compose(parser.end());
  for (const document of composer.end()) documents.push(document);
  return { documents };
}
