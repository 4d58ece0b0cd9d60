/**
 * Reads a master file (RFC 1035 §5). Of the parsers in npm, dnsz 4.5.2 takes `IN 1w A` for a type and gives neither
 * places nor the origin that a relative target belongs to, and dns-zonefile 0.3.2 allows one origin per file (2026-11-22).
 */
import { type Finding, FindingLimit, type Place } from "../finding.ts";
import { lengthRefusal, MAX_VALUE } from "../source/value-limit.ts";
import { absolute, isWithin, type Name, ownerName } from "./name.ts";
import { parseRdata, type Rdata, RECORD_TYPES, type RecordType } from "./rdata.ts";
import { parseText } from "./txt.ts";

export interface ZoneFileRecord {
  readonly name: Name;
  /** Seconds; undefined if neither the record nor `$TTL` gives it. */
  readonly ttl: number | undefined;
  readonly data: Rdata;
  readonly place: Place;
}

export interface ZoneFile {
  /** The owner of the SOA; without an SOA the first `$ORIGIN`, or the given origin if that is above it. */
  readonly zone: Name | undefined;
  /** Records of the types that the model has, in the order of the file. */
  readonly records: readonly ZoneFileRecord[];
  readonly findings: readonly Finding[];
}

interface Word {
  /** As in the file, with quotes and escapes. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** An entry: its words, and whether it begins with white space, which means the previous owner. */
interface Entry {
  readonly words: readonly Word[];
  readonly isIndented: boolean;
}

/** `origin` completes relative names until the file has its own `$ORIGIN`, and is the zone if it never has. */
export function readZoneFile(file: string, text: string, origin?: Name): ZoneFile {
  const reader = new Reader(file, origin);
  for (const entry of entries(text, reader)) reader.read(entry);
  return reader.finish();
}

type Tell = { refuse(at: Word, message: string, help: string): void };

/** The most findings of one severity that are kept; the last stands for the others. */
const MOST_FINDINGS = 1000;

/** White space, a comment, or a single character that means something outside of quotes. */
const SIMPLE = /[ \t\r]+|;[^\n]*|[()\n]/y;
/** What a word, or a text in quotes, consists of up to its end or the next backslash. */
const IN_WORD = /[^\s;()"\\]*/y;
const IN_QUOTES = /[^"\\\n]*/y;

/**
 * The pieces of a text: what `SIMPLE` matches, texts in quotes, words with their escapes. A single expression for them
 * would fill V8's stack for backtracking with a long one.
 */
function* pieces(text: string): Iterable<{ readonly piece: string; readonly index: number }> {
  const endOf = (expression: RegExp, from: number): number => {
    expression.lastIndex = from;
    return expression.test(text) ? expression.lastIndex : from;
  };
  for (let index = 0, end = 0; index < text.length; index = end) {
    end = endOf(SIMPLE, index);
    if (end === index) {
      const isQuoted = text[index] === '"';
      end = endOf(isQuoted ? IN_QUOTES : IN_WORD, isQuoted ? index + 1 : index);
      while (text[end] === "\\" && end + 1 < text.length && text[end + 1] !== "\n")
        end = endOf(isQuoted ? IN_QUOTES : IN_WORD, end + 2);
      if (isQuoted && text[end] === '"') end++;
      // a backslash before a line break, or white space that no zone file has
      if (end === index) end++;
    }
    yield { piece: text.slice(index, end), index };
  }
}

/** Lines; those in parentheses are joined (RFC 1035 §5.1). */
function* entries(text: string, tell: Tell): Iterable<Entry> {
  let words: Word[] = [];
  let isIndented = false;
  let isStart = true;
  let open: Word | undefined;
  let line = 1;
  let start = 0;
  for (const { piece, index } of pieces(text.replace(/^\ufeff/, ""))) {
    const word = { text: piece, line, column: index - start + 1 };
    if (piece === "\n") {
      line++;
      start = index + 1;
      if (open !== undefined) continue;
      if (words.length > 0) yield { words, isIndented };
      words = [];
      isIndented = false;
      isStart = true;
      continue;
    }
    if (isStart) isIndented = /^[ \t]/.test(piece);
    isStart = false;
    if (piece === "(") open ??= word;
    else if (piece === ")") open = undefined;
    else if (!/^[ \t\r;]/.test(piece)) words.push(word);
  }
  if (open !== undefined)
    tell.refuse(open, "the parenthesis is never closed", "add the ) that ends the record");
  else if (words.length > 0) yield { words, isIndented };
}

const TTL = /^\d+(?:[smhdw]\d+)*[smhdw]?$/i;
const CLASS = /^(?:IN|CH|HS|CS)$/i;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A TTL in seconds, from a number or the units that BIND accepts: `1h30m`. */
const seconds = (text: string): number =>
  [...text.toLowerCase().matchAll(/(\d+)([smhdw]?)/g)].reduce(
    (sum, [, number, unit = ""]) => sum + Number(number) * (UNITS[unit] ?? 1),
    0,
  );

class Reader {
  readonly #file: string;
  readonly #records: ZoneFileRecord[] = [];
  readonly #findings = new FindingLimit(MOST_FINDINGS, ({ code, severity }) => `${severity} ${code}`);
  #origin: Name | undefined;
  readonly #given: Name | undefined;
  #first: Name | undefined;
  #soa: Name | undefined;
  #owner: Name | undefined;
  #ttl: number | undefined;

  constructor(file: string, origin: Name | undefined) {
    this.#file = file;
    this.#origin = origin;
    this.#given = origin;
  }

  finish(): ZoneFile {
    const first = this.#first ?? this.#given;
    const isBelow = first !== undefined && this.#given !== undefined && isWithin(first, this.#given);
    return {
      zone: this.#soa ?? (isBelow ? this.#given : first),
      records: this.#records,
      findings: this.#findings.finish(),
    };
  }

  refuse(at: Word, message: string, help: string): void {
    this.#tell("error", at, message, help);
  }

  read({ words, isIndented }: Entry): void {
    const [first, ...rest] = words;
    if (first === undefined) return;
    if (first.text.startsWith("$")) this.#directive(first, rest);
    else if (isIndented) this.#record(first, words);
    else {
      const owner = this.#name(first);
      this.#owner = owner;
      if (owner !== undefined) this.#record(first, rest);
    }
  }

  #directive(word: Word, [value]: readonly Word[]): void {
    const name = word.text.toUpperCase();
    if (name === "$ORIGIN" && value !== undefined) {
      this.#origin = this.#name(value);
      this.#first ??= this.#origin;
    } else if (name === "$TTL" && value !== undefined && TTL.test(value.text))
      this.#ttl = seconds(value.text);
    else {
      const isRead = name === "$INCLUDE" || name === "$GENERATE";
      this.#tell(
        isRead ? "warning" : "error",
        word,
        isRead
          ? `${name} is not supported, so the records that it adds are unknown`
          : `${JSON.stringify(word.text)} is not a directive with a valid value, so it is ignored`,
        isRead
          ? "write the records out, or use the zone file that the DNS server prints"
          : "write $ORIGIN NAME or $TTL TIME",
      );
    }
  }

  #record(at: Word, words: readonly Word[]): void {
    if (this.#owner === undefined) {
      this.refuse(
        at,
        "the record has no owner, and no line before it names one",
        "begin the line with a name",
      );
      return;
    }
    // TTL and class may be in either order, or absent
    let i = 0;
    let ttl = this.#ttl;
    for (; i < 2; i++) {
      const text = words[i]?.text ?? "";
      if (TTL.test(text)) ttl = seconds(text);
      else if (!CLASS.test(text)) break;
    }
    const type = words[i]?.text.toUpperCase();
    if (type === undefined) {
      this.refuse(at, "the line has a name but no record", "add type and data after the name");
      return;
    }
    if (type === "SOA") this.#soa = this.#owner;
    if (isKnown(type)) this.#known(type, words[i] as Word, words.slice(i + 1), ttl);
    else if (!/^[A-Z][A-Z0-9-]*$/.test(type)) {
      this.refuse(
        words[i] as Word,
        `${JSON.stringify(type)} is not a record type`,
        "write owner, TTL, IN, type and data",
      );
    }
  }

  #known(type: RecordType, at: Word, words: readonly Word[], ttl: number | undefined): void {
    const name = this.#owner as Name;
    const data = type === "TXT" ? this.#text(at, words) : this.#data(type, at, words);
    if (data === undefined) return;
    if (isWithin(name, this.#soa ?? name)) this.#records.push({ name, ttl, data, place: this.#place(at) });
  }

  #text(at: Word, words: readonly Word[]): Rdata | undefined {
    const length = words.reduce((sum, word) => sum + word.text.length + 1, 0);
    // an octet is written with four characters at most
    if (length > 4 * MAX_VALUE && this.#isTooLong(length, words[0] ?? at, "the TXT data")) return undefined;
    const text = words.length === 0 ? undefined : parseText(words.map((word) => word.text).join(" "));
    if (text === undefined) {
      this.refuse(words[0] ?? at, "the TXT data is not well formed", 'write it as "text"');
      return undefined;
    }
    return this.#isTooLong(text.length, words[0] ?? at, "the TXT data") ? undefined : { type: "TXT", text };
  }

  #data(type: RecordType, at: Word, words: readonly Word[]): Rdata | undefined {
    const length = words.reduce((sum, { text }) => sum + text.length + 1, 0);
    if (this.#isTooLong(length, words[0] ?? at, `the ${type} data`)) return undefined;
    const isTarget = (i: number): boolean => i === TARGETS[type];
    // unlike in a spec, a name with a dot inside is relative as well
    const fields = words.map((word, i) => (isTarget(i) ? this.#name(word) : word.text));
    if (fields.includes(undefined)) return undefined;
    const data = parseRdata(type, fields.join(" "), ".");
    if (!("problem" in data)) return data;
    this.refuse(
      words[0] ?? at,
      `the ${type} data cannot be read: ${data.problem}`,
      `write it like ${data.form}`,
    );
    return undefined;
  }

  /** Whether a value is too long to be read, which is then reported. */
  #isTooLong(length: number, at: Word, what: string): boolean {
    const refusal = lengthRefusal(length, what);
    if (refusal !== undefined) this.#findings.add({ ...refusal, severity: "error", place: this.#place(at) });
    return refusal !== undefined;
  }

  #name(word: Word): Name | undefined {
    if (this.#isTooLong(word.text.length, word, "the name")) return undefined;
    const text = unescaped(word.text);
    if (text.endsWith(".")) return absolute(text);
    if (this.#origin === undefined) {
      this.refuse(
        word,
        `${JSON.stringify(word.text)} is a relative name, but the file has no $ORIGIN before it`,
        "begin the file with $ORIGIN and the zone's name, or use --domain",
      );
      return undefined;
    }
    return ownerName(text, this.#origin);
  }

  #place({ line, column }: Word): Place {
    return { file: this.#file, line, column };
  }

  #tell(severity: Finding["severity"], at: Word, message: string, help: string): void {
    this.#findings.add({ code: "zone-file", severity, message, help, place: this.#place(at) });
  }
}

/** The index of the field that is a name. */
const TARGETS: Partial<Record<RecordType, number>> = { CNAME: 0, NS: 0, PTR: 0, MX: 1, SRV: 3 };

const isKnown = (type: string): type is RecordType => (RECORD_TYPES as readonly string[]).includes(type);

/** A name with its \DDD and \X resolved; one with a dot or other odd octet inside a label is not a mail name. */
const unescaped = (text: string): string =>
  text.replace(/\\(\d{3})|\\(.)/g, (_, code: string | undefined, char: string | undefined) =>
    code === undefined ? (char ?? "") : String.fromCharCode(Number(code)),
  );
