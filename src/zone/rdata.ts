/** Record data by type: parsing what users write in `records:`, and printing it in presentation form. */
import { isIPv4, isIPv6, SocketAddress } from "node:net";
import type { Span } from "../finding.ts";
import { type Name, targetName } from "./name.ts";
import { parseText, printText, quoteString, textOctets } from "./txt.ts";

export const RECORD_TYPES = ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "PTR", "SRV", "TLSA", "TXT"] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

export const isRecordType = (type: string): type is RecordType =>
  (RECORD_TYPES as readonly string[]).includes(type);

export interface Address {
  readonly type: "A" | "AAAA";
  /** IPv4 in dotted form, IPv6 as RFC 5952 writes it. */
  readonly address: string;
}
export interface Target {
  readonly type: "CNAME" | "NS" | "PTR";
  readonly target: Name;
}
export interface Mx {
  readonly type: "MX";
  readonly preference: number;
  readonly exchange: Name;
}
export interface Srv {
  readonly type: "SRV";
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  readonly target: Name;
}
export interface Caa {
  readonly type: "CAA";
  readonly flags: number;
  readonly tag: string;
  readonly value: string;
}
/** What a certificate must match (RFC 6698 §2.1). */
export interface Tlsa {
  readonly type: "TLSA";
  readonly usage: number;
  readonly selector: number;
  readonly matching: number;
  /** The certificate association data: hexadecimal, lower case, whole octets. */
  readonly certificate: string;
}
export interface Txt {
  readonly type: "TXT";
  /** The whole text, unquoted and unsplit. */
  readonly text: string;
}
export type Rdata = Address | Target | Mx | Srv | Caa | Tlsa | Txt;

export const isNullMx = (data: Rdata): boolean => data.type === "MX" && data.exchange === ".";

/** The name that data points to, if its type has one. */
export function pointsTo(data: Rdata): Name | undefined {
  switch (data.type) {
    case "CNAME":
    case "NS":
    case "PTR":
    case "SRV":
      return data.target;
    case "MX":
      return data.exchange;
    default:
      return undefined;
  }
}

/** What is wrong with a text as data of a type, where, and what it should look like. */
export interface RdataProblem extends Span {
  readonly problem: string;
  readonly form: string;
}

const FORMS: Record<RecordType, string> = {
  A: "192.0.2.1",
  AAAA: "2001:db8::1",
  CAA: '0 issue "ca.example.net"',
  CNAME: "host.example.net.",
  MX: "10 mx1.example.net.",
  NS: "ns1.example.net.",
  PTR: "mail.example.net.",
  SRV: "0 1 465 mail.example.net.",
  TLSA: "3 1 1 and the 64 hexadecimal digits of a SHA-256 hash",
  TXT: "any text, unquoted",
};

/**
 * Data of `type` from presentation form, with relative targets below `base`; TXT is taken as is.
 * Ranges are left to the checks: any whole number is parsed.
 */
export function parseRdata(type: RecordType, text: string, base: Name): Rdata | RdataProblem {
  if (type === "TXT") return { type, text };
  const refuse: Refuse = (problem, part = text.trim(), after = 0) => ({
    problem,
    form: FORMS[type],
    offset: text.indexOf(part, after),
    length: part.length,
  });
  const words = text.trim().split(/\s+/);
  const [first = "", second = "", third = "", fourth = ""] = words;
  const count = (n: number): RdataProblem | undefined =>
    words.length === n && first !== ""
      ? undefined
      : refuse(`${type} needs ${n} fields, not ${first === "" ? 0 : words.length}`);
  const whole: Whole = (...fields) => {
    const odd = fields.find((field) => !/^\d{1,10}$/.test(field));
    // an equal field before it would be wrong too
    return odd === undefined ? undefined : refuse(`${JSON.stringify(odd)} is not a whole number`, odd);
  };
  switch (type) {
    case "A":
    case "AAAA":
      return parseAddress(type, text.trim()) ?? refuse(`it is not an IPv${type === "A" ? 4 : 6} address`);
    case "CNAME":
    case "NS":
    case "PTR":
      return count(1) ?? { type, target: targetName(first, base) };
    case "MX":
      return (
        count(2) ?? whole(first) ?? { type, preference: Number(first), exchange: targetName(second, base) }
      );
    case "SRV":
      return (
        count(4) ??
        whole(first, second, third) ?? {
          type,
          priority: Number(first),
          weight: Number(second),
          port: Number(third),
          target: targetName(fourth, base),
        }
      );
    case "TLSA":
      return parseTlsa(text, words, refuse, whole);
    case "CAA":
      return parseCaa(text, refuse, whole);
  }
}

/** What is wrong with `part` of the text, looked for from `after` on; with all of it when no part is named. */
type Refuse = (problem: string, part?: string, after?: number) => RdataProblem;

/** The first of these fields that is no whole number. */
type Whole = (...fields: string[]) => RdataProblem | undefined;

function parseTlsa(
  text: string,
  words: readonly string[],
  refuse: Refuse,
  whole: Whole,
): Rdata | RdataProblem {
  const [first = "", second = "", third = ""] = words;
  // the data may contain white space (RFC 6698 §2.2)
  const certificate = words.slice(3).join("").toLowerCase();
  if (words.length < 4) return refuse(`TLSA needs 4 fields, not ${first === "" ? 0 : words.length}`);
  if (!/^(?:[0-9a-f]{2})+$/.test(certificate)) {
    const odd = /[^0-9a-f\s]+/i.exec(text.slice(dataOffset(text)));
    return odd === null
      ? refuse(
          `its data has an odd number of hexadecimal digits (${certificate.length})`,
          text.slice(dataOffset(text)).trim(),
          dataOffset(text),
        )
      : refuse("its data is not hexadecimal", odd[0], dataOffset(text));
  }
  return (
    whole(first, second, third) ?? {
      type: "TLSA",
      usage: Number(first),
      selector: Number(second),
      matching: Number(third),
      certificate,
    }
  );
}

function parseCaa(text: string, refuse: Refuse, whole: Whole): Rdata | RdataProblem {
  const parts = /^(\S+)\s+(\S+)\s+(?:("(?:[^"\\]|\\.)*")|([^\s"]+))$/s.exec(text.trim());
  if (!parts) return refuse("it must be flags, tag and value");
  const [, flags = "", tag = "", quoted, bare] = parts;
  const value = quoted === undefined ? bare : parseText(quoted);
  if (value === undefined) return refuse("its value has an escape that is not an octet");
  return (
    whole(flags) ?? {
      type: "CAA",
      flags: Number(flags),
      tag: tag.toLowerCase(),
      value,
    }
  );
}

/** Where the fourth field of a text begins. */
const dataOffset = (text: string): number => /^\s*(?:\S+\s+){3}/.exec(text)?.[0].length ?? 0;

/** An address record's data in canonical form; undefined if the text is not an address of that family. */
export function parseAddress(type: "A" | "AAAA", text: string): Address | undefined {
  if (type === "A") return isIPv4(text) ? { type, address: text } : undefined;
  if (!isIPv6(text) || text.includes("%")) return undefined;
  return { type, address: new SocketAddress({ address: text, family: "ipv6" }).address };
}

/** Presentation form: hosts absolute, TXT as quoted strings. Equal data print equally. */
export function printRdata(data: Rdata): string {
  switch (data.type) {
    case "A":
    case "AAAA":
      return data.address;
    case "CNAME":
    case "NS":
    case "PTR":
      return data.target;
    case "MX":
      return `${data.preference} ${data.exchange}`;
    case "SRV":
      return `${data.priority} ${data.weight} ${data.port} ${data.target}`;
    case "CAA":
      return `${data.flags} ${data.tag} ${quoteString(textOctets(data.value))}`;
    case "TLSA":
      return `${data.usage} ${data.selector} ${data.matching} ${data.certificate}`;
    case "TXT":
      return printText(data.text);
  }
}

/** Presentation form with hosts as consoles write them, without their final dot; `.` alone stays. */
export function printUndotted(data: Exclude<Rdata, { type: "CAA" | "TXT" }>): string {
  const text = printRdata(data);
  return /\S\.$/.test(text) ? text.slice(0, -1) : text;
}
