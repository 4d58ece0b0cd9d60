/**
 * Domain names as the model holds them: absolute, lower case, A-labels, with the final dot (`mail.example.com.`).
 * A name that breaks a rule is kept as written, so that a check can show it.
 */
import { isIPv4 } from "node:net";
import { domainToASCII, domainToUnicode } from "node:url";
import { quote, type Span } from "../finding.ts";

/** An absolute name in lower case with its final dot; the root is ".". */
export type Name = string;

const ASCII = /^\p{ASCII}*$/u;

const NOT_ASCII = /\P{ASCII}+/gu;

/** U+3002, U+FF0E and U+FF61 separate labels as a dot does (UTS 46 §2.3). */
const DOTS = /[.\u3002\uff0e\uff61]/;

/** The most octets of a name and of a label (RFC 1035 §2.3.4), without the final dot. */
const MAX_NAME = 253;
const MAX_LABEL = 63;

/**
 * One label in lower case, a U-label as an A-label; unchanged if it cannot be converted. The conversion takes quadratic
 * time, and a label that is longer than any name is not converted: even if IDNA drops some of its characters, it is a mistake.
 */
function asciiLabel(label: string): string {
  if (ASCII.test(label) || label.length > MAX_NAME) return label.toLowerCase();
  // `domainToASCII` takes a URL's host: it would decode `%41`, and drop a line feed or all after a slash
  if (/[^a-z0-9_*-]/i.test(label.replace(NOT_ASCII, ""))) return label.toLowerCase();
  // and it would read a last label of full-width digits as an IPv4 address, hence the label after it
  return domainToASCII(`${label}.a`).slice(0, -2) || label.toLowerCase();
}

/** A name as a user wrote it, absolute or not, in lower-case A-labels; a final dot stays. */
export function toAscii(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.split(DOTS).map(asciiLabel).join(".");
}

/** The name people read: U-labels, no final dot. */
export function toUnicode(name: Name): string {
  const bare = withoutDot(name);
  return bare.length <= MAX_NAME && bare.includes("xn--") ? domainToUnicode(bare) || bare : bare;
}

/** `text` as an absolute name: it is taken from the root even without a final dot. */
export function absolute(text: string): Name {
  const name = toAscii(text);
  return name.endsWith(".") ? name : `${name}.`;
}

/** An owner as specs and presets write it: relative to `base`, `@` or "" for `base` itself, absolute with a final dot. */
export function ownerName(text: string, base: Name): Name {
  if (text === "@" || text === "") return base;
  const name = toAscii(text);
  // `selector._domainkey.@`: the host label of a preset was left at `@`
  const first = name.replace(/\.@$/, "");
  if (name !== first || !name.endsWith(".")) return base === "." ? `${first}.` : `${first}.${base}`;
  return name;
}

/** A target as specs write it: `@` is `base`, without any dot it is relative to `base`, with a dot it is absolute. */
export function targetName(text: string, base: Name): Name {
  if (text === "@") return base;
  return DOTS.test(text) ? absolute(text) : ownerName(text, base);
}

/** Whether `name` is `parent` or below it, by whole labels. */
export function isWithin(name: Name, parent: Name): boolean {
  if (name === parent || parent === ".") return true;
  return name.endsWith(parent) && name[name.length - parent.length - 1] === ".";
}

/** The longest of `names` that `name` is or is below; undefined if there is none. */
export function nearestAbove(name: Name, names: Iterable<Name>): Name | undefined {
  let nearest: Name | undefined;
  for (const one of names) {
    if (isWithin(name, one) && one.length > (nearest?.length ?? -1)) nearest = one;
  }
  return nearest;
}

/** The name without its leftmost label; the root for a name of one label. */
export const parentName = (name: Name): Name => name.slice(name.indexOf(".") + 1) || ".";

/** `name` relative to `zone`: `@` for the zone itself, without the zone's labels otherwise. */
export function relativeName(name: Name, zone: Name): string {
  if (name === zone) return "@";
  return isWithin(name, zone) && zone !== "." ? name.slice(0, -zone.length - 1) : name;
}

/** Whether the name is in a zone for reverse look-ups (RFC 1035 §3.5, RFC 3596 §2.5). */
export function isReverse(name: Name): boolean {
  return isWithin(name, "in-addr.arpa.") || isWithin(name, "ip6.arpa.");
}

export function withoutDot(name: Name): string {
  return name.endsWith(".") && name !== "." ? name.slice(0, -1) : name;
}

/** The labels of a name, leftmost first; none for the root. */
export function labels(name: Name): string[] {
  return name === "." ? [] : withoutDot(name).split(".");
}

export function octets(text: string): number {
  return ASCII.test(text) ? text.length : Buffer.byteLength(text);
}

/** What is wrong with a name, and where in it. */
export interface NameFault extends Span {
  readonly problem: string;
}

/**
 * What is wrong with the labels and lengths of a domain name (RFC 1035 §2.3.4, RFC 2181 §11); undefined if nothing is.
 * `ownerFault` and `hostFault` check the characters.
 */
export function lengthFault(name: Name): NameFault | undefined {
  const bare = withoutDot(name);
  const whole = { offset: 0, length: bare.length };
  if (bare === "" || bare === ".") return { problem: "it is empty", ...whole };
  if (octets(bare) > MAX_NAME)
    return { problem: `it has ${octets(bare)} octets (the limit is ${MAX_NAME})`, ...whole };
  let offset = 0;
  for (const label of bare.split(".")) {
    const problem =
      label === ""
        ? "it has an empty label (two dots in a row, or a dot at the start)"
        : octets(label) > MAX_LABEL
          ? `its label ${label.slice(0, 20)}... has ${octets(label)} octets (the limit is ${MAX_LABEL})`
          : undefined;
    if (problem !== undefined) return { problem, offset, length: Math.max(label.length, 1) };
    offset += label.length + 1;
  }
  return undefined;
}

/** A label of an owner. */
const OWNER_LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/;
/** In a reverse zone also that of a block of addresses that is not whole octets: `0/25` (RFC 2317 §4). */
const REVERSE_LABEL = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?|\d{1,3}\/\d{1,2})$/;

/**
 * What is wrong with a name as an owner: lengths, characters, a wildcard that is not leftmost (RFC 4592 §2.1.1).
 */
export function ownerFault(name: Name): NameFault | undefined {
  const length = lengthFault(name);
  if (length !== undefined) return length;
  const start = name.startsWith("*.") ? 2 : 0;
  const star = name.indexOf("*", start);
  if (star >= 0)
    return { problem: "a * is allowed only as the whole leftmost label", offset: star, length: 1 };
  return characterFault(name, start, isReverse(name) ? REVERSE_LABEL : OWNER_LABEL);
}

/** What is wrong with a name as a host name (RFC 1123 §2.1): as for an owner, and no underscore or wildcard. */
export function hostFault(name: Name): NameFault | undefined {
  return lengthFault(name) ?? characterFault(name, 0, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
}

/** What is wrong with a name as that of a domain or zone: as for a host, but a reverse zone may be for a block of addresses. */
export function domainFault(name: Name): NameFault | undefined {
  const bare = withoutDot(name);
  if (isIPv4(bare)) return { problem: "it is an IP address", offset: 0, length: bare.length };
  const isBlock = isReverse(name) && !name.includes("*");
  return idnaFault(name) ?? (isBlock ? ownerFault(name) : hostFault(name));
}

function characterFault(name: Name, start: number, allowed: RegExp): NameFault | undefined {
  let offset = start;
  for (const label of withoutDot(name).slice(start).split(".")) {
    if (label !== "" && ASCII.test(label) && !allowed.test(label)) {
      const fault = labelFault(label);
      return { ...fault, offset: offset + fault.offset };
    }
    offset += label.length + 1;
  }
  return undefined;
}

function labelFault(label: string): NameFault {
  const odd = /[^a-z0-9_-]/.exec(label);
  if (odd !== null) {
    return {
      problem: `the character ${JSON.stringify(odd[0])} is not allowed`,
      offset: odd.index,
      length: 1,
    };
  }
  return label.includes("_")
    ? {
        problem: `its label ${label} has an underscore, which host names must not have`,
        offset: label.indexOf("_"),
        length: 1,
      }
    : {
        problem: `its label ${label} begins or ends with a hyphen`,
        offset: label.startsWith("-") ? 0 : label.length - 1,
        length: 1,
      };
}

/** What is wrong with the labels as IDNA (RFC 5891, UTS 46); undefined if nothing is. */
export function idnaFault(name: Name): NameFault | undefined {
  let offset = 0;
  for (const label of labels(name)) {
    const problem = idnaProblem(label);
    if (problem !== undefined) return { problem, offset, length: label.length };
    offset += label.length + 1;
  }
  return undefined;
}

function idnaProblem(label: string): string | undefined {
  if (!ASCII.test(label)) return `${quote(label)} cannot be written as an A-label`;
  if (!label.startsWith("xn--")) return undefined;
  const unicode = label.length > MAX_LABEL ? label : domainToUnicode(label);
  return unicode === label || domainToASCII(unicode) !== label
    ? `${quote(label)} is not a valid A-label`
    : undefined;
}

/** Where a part of a name is in the text as written; the whole text if the two differ before the part's end. */
export function spanInWritten(written: string, name: Name, { offset, length }: Span): Span {
  const end = offset + length;
  return written.slice(0, end).toLowerCase() === name.slice(0, end)
    ? { offset, length }
    : { offset: 0, length: written.length };
}
