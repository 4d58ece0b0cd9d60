/**
 * Reads a master file (RFC 1035 §5), as servers dump it and consoles export it. Of the parsers in npm, dnsz 4.5.2 takes
 * `IN 1w A` for a type and gives neither places nor the origin that a relative target belongs to, and dns-zonefile 0.3.2
 * allows one origin per file (2026-11-22).
 */
import { type Finding, FindingLimit, type Place } from "../finding.ts";
import { lengthRefusal, MAX_VALUE } from "../source/value-limit.ts";
import { presentedWords, typeName } from "./generic-rdata.ts";
import { absolute, isWithin, labels, type Name, ownerName, withoutDot } from "./name.ts";
import { isRecordType, parseRdata, type Rdata, type RecordType } from "./rdata.ts";
import { parseText } from "./txt.ts";
import { type Entry, entries, type Word } from "./zone-file-entries.ts";
import { type Head, headOf, seconds, TTL } from "./zone-file-head.ts";
import { zoneHint } from "./zone-file-hint.ts";

export interface ZoneFileRecord {
  readonly name: Name;
  /** Seconds; undefined if neither the record, `$TTL`, the SOA nor a record before gives it. */
  readonly ttl: number | undefined;
  readonly data: Rdata;
  /** Of the type. */
  readonly place: Place;
  /** Of the owner's name, which may be in a line before. */
  readonly ownerPlace: Place;
  /** The data as in the file. */
  readonly words: readonly Word[];
}

/** A record of a type that the model does not have. */
export interface OtherRecord {
  readonly name: Name;
  readonly type: string;
  readonly place: Place;
}

export interface ZoneFile {
  /** The owner of the SOA; without an SOA the first `$ORIGIN`, or the given origin if that is above it, else the hint. */
  readonly zone: Name | undefined;
  /** Absolute names of `$ORIGIN`, each once: without an SOA the file may hold several zones. */
  readonly origins: readonly Name[];
  /** The zone's SOA; undefined if the file has none. */
  readonly soa: Place | undefined;
  /** Records of the types that the model has, in the order of the file. */
  readonly records: readonly ZoneFileRecord[];
  /** Records of other types, without the SOA. */
  readonly others: readonly OtherRecord[];
  readonly findings: readonly Finding[];
}

/**
 * `origin` completes relative names until the file has its own `$ORIGIN`, and is the zone if it never has. Without it, the
 * SOA's owner does, then what a comment or the file's name says (`zoneHint`).
 */
export function readZoneFile(file: string, text: string, origin?: Name): ZoneFile {
  const reader = new Reader(file, origin, origin === undefined ? zoneHint(file, text) : undefined);
  for (const entry of entries(text, (parenthesis) => reader.unbalanced(parenthesis))) reader.read(entry);
  return reader.finish();
}

/** The most findings of one severity that are kept; the last stands for the others. */
const MOST_FINDINGS = 1000;

class Reader {
  readonly #file: string;
  readonly #records: ZoneFileRecord[] = [];
  readonly #others: OtherRecord[] = [];
  readonly #findings = new FindingLimit(MOST_FINDINGS, ({ code, severity }) => `${severity} ${code}`);
  #origin: Name | undefined;
  readonly #given: Name | undefined;
  readonly #hint: Name | undefined;
  readonly #origins = new Set<Name>();
  #first: Name | undefined;
  #soa: Name | undefined;
  #soaPlace: Place | undefined;
  #owner: Name | undefined;
  #ownerPlace: Place | undefined;
  /** The TTL of `$TTL` (RFC 2308 §4), or the SOA's minimum if it has none itself, as BIND does. */
  #usualTtl: number | undefined;
  /** The TTL last stated (RFC 1035 §5.1). */
  #lastTtl: number | undefined;

  constructor(file: string, origin: Name | undefined, hint: Name | undefined) {
    this.#file = file;
    this.#origin = origin;
    this.#given = origin;
    this.#hint = hint;
  }

  finish(): ZoneFile {
    const first = this.#first ?? this.#given ?? this.#hint;
    const isBelow = first !== undefined && this.#given !== undefined && isWithin(first, this.#given);
    const soa = this.#soa;
    const isOutside = ({ name }: ZoneFileRecord): boolean => soa !== undefined && !isWithin(name, soa);
    for (const { place } of this.#records.filter(isOutside)) {
      this.#tell(
        "warning",
        place,
        "the record is outside the zone, so DNS servers ignore it",
        "correct its name, or move it to the file of its own zone",
      );
    }
    return {
      zone: soa ?? (isBelow ? this.#given : first),
      origins: [...this.#origins],
      soa: this.#soaPlace,
      records: this.#records.filter((record) => !isOutside(record)),
      others: this.#others,
      findings: this.#findings.finish(),
    };
  }

  unbalanced(parenthesis: Word): void {
    if (parenthesis.text === "(")
      this.#refuse(parenthesis, "the parenthesis is never closed", "add the ) that ends the record");
    else this.#refuse(parenthesis, "the parenthesis was never opened", "delete it, or add the ( before it");
  }

  read({ words, isIndented }: Entry): void {
    const [first, ...rest] = words;
    if (first === undefined) return;
    const odd = words.find(({ text }) => text.includes("\\") && hasOddEscape(text));
    if (odd !== undefined) {
      this.#refuse(
        odd,
        `${JSON.stringify(odd.text)} has a backslash before a digit, but not the three digits of an octet`,
        "write the octet as three digits from 000 to 255, or delete the backslash",
      );
      return;
    }
    if (first.text.startsWith("$")) this.#directive(first, rest);
    else if (isIndented) this.#record(first, headOf(words));
    else {
      const head = headOf(rest);
      const isSoa = head.type?.text.toUpperCase() === "SOA";
      this.#owner = (isSoa ? this.#undotted(first) : undefined) ?? this.#name(first);
      this.#ownerPlace = this.#place(first);
      if (this.#owner !== undefined) this.#record(first, head);
    }
  }

  /**
   * The owner of an SOA without its final dot, as Cloudflare writes it: that can only be the zone's whole name if there
   * is no origin, or if the origin is at or below it.
   */
  #undotted({ text }: Word): Name | undefined {
    if (!/^[^\\]+\.[^\\.]+$/.test(text)) return undefined;
    const name = absolute(text);
    return this.#origin === undefined || (this.#origin !== "." && isWithin(this.#origin, name))
      ? name
      : undefined;
  }

  #directive(word: Word, [value, extra]: readonly Word[]): void {
    const name = word.text.toUpperCase();
    if (extra !== undefined && (name === "$ORIGIN" || name === "$TTL")) {
      this.#refuse(
        extra,
        `${JSON.stringify(extra.text)} follows the value of ${name}, which has one`,
        "delete it, or begin a comment with ;",
      );
    }
    if (name === "$ORIGIN" && value !== undefined) {
      this.#origin = (this.#origin === undefined ? this.#undotted(value) : undefined) ?? this.#name(value);
      // the root completes names, but is nobody's zone
      if (this.#origin !== undefined && this.#origin !== ".") {
        this.#first ??= this.#origin;
        this.#origins.add(this.#origin);
      }
    } else if (name === "$TTL" && value !== undefined && TTL.test(value.text))
      this.#usualTtl = seconds(value.text);
    else {
      const isRead = name === "$INCLUDE" || name === "$GENERATE";
      this.#tell(
        isRead ? "warning" : "error",
        this.#place(word),
        isRead
          ? `${name} is not supported, so the records that it adds are unknown`
          : `${JSON.stringify(word.text)} is not a directive with a valid value, so it is ignored`,
        isRead
          ? "write the records out, or use the zone file that the DNS server prints"
          : "write $ORIGIN NAME or $TTL TIME",
      );
    }
  }

  #record(at: Word, { ttl, isInternet, type, data }: Head): void {
    if (this.#owner === undefined) {
      this.#refuse(
        at,
        "the record has no owner, and no line before it names one",
        "begin the line with a name",
      );
      return;
    }
    if (type === undefined) {
      this.#refuse(at, "the line has a name but no record", "add type and data after the name");
      return;
    }
    if (!isInternet) return;
    const known = typeName(type.text.toUpperCase());
    if (ttl !== undefined) this.#lastTtl = ttl;
    if (known === "SOA") this.#zone(this.#owner, type, data);
    if (isRecordType(known)) this.#known(known, type, data, ttl ?? this.#usualTtl ?? this.#lastTtl);
    else if (!/^[A-Z][A-Z0-9-]*$/.test(known)) {
      this.#refuse(
        type,
        `${JSON.stringify(known)} is not a record type`,
        "write owner, TTL, IN, type and data",
      );
    } else if (known !== "SOA")
      this.#others.push({ name: this.#owner, type: known, place: this.#place(type) });
  }

  #zone(owner: Name, at: Word, data: readonly Word[]): void {
    this.#soa = owner;
    this.#soaPlace ??= this.#place(at);
    this.#origin ??= owner;
    const least = data[6]?.text ?? "";
    if (TTL.test(least) && this.#lastTtl === undefined) this.#usualTtl ??= seconds(least);
  }

  #known(type: RecordType, at: Word, words: readonly Word[], ttl: number | undefined): void {
    const name = this.#owner as Name;
    const data =
      type === "TXT" && words[0]?.text !== "\\#" ? this.#text(at, words) : this.#data(type, at, words);
    if (data === undefined) return;
    const place = this.#place(at);
    this.#records.push({ name, ttl, data, place, ownerPlace: this.#ownerPlace ?? place, words });
  }

  #text(at: Word, words: readonly Word[]): Rdata | undefined {
    const length = words.reduce((sum, word) => sum + word.text.length + 1, 0);
    // an octet is written with four characters at most
    if (length > 4 * MAX_VALUE && this.#isTooLong(length, words[0] ?? at, "the TXT data")) return undefined;
    const text = words.length === 0 ? undefined : parseText(words.map((word) => word.text).join(" "));
    if (text === undefined) {
      this.#refuse(words[0] ?? at, "the TXT data is not well formed", 'write it as "text"');
      return undefined;
    }
    return this.#isTooLong(text.length, words[0] ?? at, "the TXT data") ? undefined : { type: "TXT", text };
  }

  #data(type: RecordType, at: Word, written: readonly Word[]): Rdata | undefined {
    const [first = at] = written;
    const length = written.reduce((sum, { text }) => sum + text.length + 1, 0);
    if (this.#isTooLong(length, first, `the ${type} data`)) return undefined;
    const words = this.#presented(type, written);
    if (words === undefined) {
      this.#refuse(first, `the octets are not ${type} data`, "write the data in its usual form");
      return undefined;
    }
    if (type === "TXT") return this.#text(at, words);
    const isTarget = (i: number): boolean => i === TARGETS[type];
    // unlike in a spec, a name with a dot inside is relative as well
    const fields = words.map((word, i) => (isTarget(i) ? this.#name(word) : word.text));
    if (fields.includes(undefined)) return undefined;
    const data = parseRdata(type, fields.join(" "), ".");
    if (!("problem" in data)) return data;
    this.#refuse(first, `the ${type} data cannot be read: ${data.problem}`, `write it like ${data.form}`);
    return undefined;
  }

  /** Data that is written as octets in its usual form. */
  #presented(type: RecordType, words: readonly Word[]): readonly Word[] | undefined {
    const [first] = words;
    if (first?.text !== "\\#") return words;
    const presented = presentedWords(
      type,
      words.map(({ text }) => text),
    );
    return presented?.map((text) => ({ ...first, text }));
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
    if (text === undefined) {
      this.#tell(
        "warning",
        this.#place(word),
        `${JSON.stringify(word.text)} has a dot or @ inside a label, which no mail name has, so the record is left out`,
        "check the name; a dot between labels is written without a backslash",
      );
      return undefined;
    }
    if (text.endsWith(".")) return absolute(text);
    this.#origin ??= this.#hint;
    if (this.#origin === undefined) {
      this.#refuse(
        word,
        `${JSON.stringify(word.text)} is a relative name, but the file does not say which zone it is`,
        "begin the file with $ORIGIN, the zone's name and a final dot, or use --domain",
      );
      return undefined;
    }
    const name = ownerName(text, this.#origin);
    if (isDoubled(text, this.#origin)) {
      this.#tell(
        "warning",
        this.#place(word),
        `${JSON.stringify(word.text)} has no final dot, so it means ${withoutDot(name)}`,
        `write ${text.toLowerCase()}. with a final dot if that is the whole name`,
      );
    }
    return name;
  }

  #place({ line, column }: Word): Place {
    return { file: this.#file, line, column };
  }

  #refuse(at: Word, message: string, help: string): void {
    this.#tell("error", this.#place(at), message, help);
  }

  #tell(severity: Finding["severity"], place: Place, message: string, help: string): void {
    this.#findings.add({ code: "zone-file", severity, message, help, place });
  }
}

/** The index of the field that is a name. */
const TARGETS: Partial<Record<RecordType, number>> = { CNAME: 0, NS: 0, PTR: 0, MX: 1, SRV: 3 };

/** Whether a backslash is followed by a digit that begins no \DDD (RFC 1035 §5.1). */
const hasOddEscape = (text: string): boolean =>
  /\\\d/.test(text.replace(/\\(?:\D|[01]\d\d|2[0-4]\d|25[0-5])/g, ""));

/** Whether a relative name ends with the zone's own labels, such as `mail.example.com` in example.com. */
const isDoubled = (text: string, origin: Name): boolean =>
  labels(origin).length > 1 && isWithin(absolute(text), origin);

/** A name with its \DDD and \X resolved; undefined if one is a dot or @, which then is a label's own (RFC 1035 §5.1). */
function unescaped(written: string): string | undefined {
  let isOdd = false;
  const text = written.replace(
    /\\(\d{3})|\\(.)/g,
    (_, code: string | undefined, char: string | undefined) => {
      const plain = code === undefined ? (char ?? "") : String.fromCharCode(Number(code));
      isOdd ||= plain === "." || plain === "@";
      return plain;
    },
  );
  return isOdd ? undefined : text;
}
