/** TLSA records, names and data (RFC 6698 §2, §3; for mail RFC 7672). */
import type { Problem } from "./problem.ts";

export interface TlsaFields {
  readonly usage: number;
  readonly selector: number;
  readonly matching: number;
  /** Hexadecimal, lower case, without spaces. */
  readonly certificate: string;
}

export interface TlsaProblem extends Problem {
  readonly field: keyof TlsaFields;
}

export interface TlsaData extends TlsaFields {
  readonly problems: readonly TlsaProblem[];
}

/** Octets of the digests, by matching type (§2.1.3). */
const DIGESTS: Readonly<Record<number, readonly [name: string, octets: number]>> = {
  1: ["SHA-256", 32],
  2: ["SHA-512", 64],
};

/** Reads presentation form: three numbers, and hexadecimal digits that may have white space between them (§2.2). */
export function parseTlsa(text: string): TlsaData {
  const problems: TlsaProblem[] = [];
  const words = [...text.matchAll(/\S+/g)];
  const number = (i: number, field: keyof TlsaFields, most: number, what: string = field): number => {
    const word = words[i]?.[0] ?? "";
    const value = /^\d{1,3}$/.test(word) ? Number(word) : Number.NaN;
    if (!(value <= most)) {
      const message =
        word === "" ? `the ${what} is missing` : `the ${what} is ${word}; it must be 0 to ${most}`;
      problems.push({
        offset: words[i]?.index ?? text.length,
        length: Math.max(word.length, 1),
        message,
        field,
      });
    }
    return value;
  };
  const usage = number(0, "usage", 3);
  const selector = number(1, "selector", 1);
  const matching = number(2, "matching", 2, "matching type");
  const data = words.slice(3);
  const certificate = data
    .map(([word]) => word)
    .join("")
    .toLowerCase();
  const offset = data[0]?.index ?? text.length;
  const refuse = (message: string): void => {
    const length = Math.max(text.trimEnd().length - offset, 1);
    problems.push({ offset, length, message, field: "certificate" });
  };
  const digest = DIGESTS[matching];
  if (!/^(?:[0-9a-f]{2})+$/.test(certificate)) refuse("the data is not hexadecimal octets");
  else if (digest !== undefined && certificate.length !== digest[1] * 2) {
    refuse(`the data has ${certificate.length / 2} octets; a ${digest[0]} hash has ${digest[1]}`);
  } else if (matching === 0 && !certificate.startsWith("30")) {
    refuse("the data is neither a certificate nor a key: both begin with 30");
  }
  return { usage, selector, matching, certificate, problems };
}

/** Presentation form; the inverse of `parseTlsa` for data without problems. */
export function printTlsa({ usage, selector, matching, certificate }: TlsaFields): string {
  return `${usage} ${selector} ${matching} ${certificate}`;
}

export interface TlsaName {
  readonly port: number;
  readonly protocol: string;
  /** Absolute. */
  readonly host: string;
}

/** The parts of `_25._tcp.mail.example.com.` (§3); undefined if the name does not have that form. */
export function parseTlsaName(name: string): TlsaName | undefined {
  const [, port = "", protocol = "", host = ""] = /^_([1-9]\d{0,4})\._(tcp|udp|sctp)\.(.+)$/.exec(name) ?? [];
  return port === "" || Number(port) > 65_535 ? undefined : { port: Number(port), protocol, host };
}
