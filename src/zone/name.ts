/**
 * Domain names as the model holds them: absolute, lower case, A-labels, with the final dot (`mail.example.com.`).
 * A name that breaks a rule is kept as it was written, so that a check can show it.
 */
import { domainToASCII, domainToUnicode } from "node:url";
import type { Span } from "../finding.ts";

/** An absolute name in lower case with its final dot; the root is ".". */
export type Name = string;

const ASCII = /^\p{ASCII}*$/u;

const NOT_ASCII = /\P{ASCII}+/gu;

/** U+3002, U+FF0E and U+FF61 separate labels as a dot does (UTS 46 §2.3). */
const DOTS = /[.\u3002\uff0e\uff61]/;

/** One label in lower case, as an A-label where it is a U-label; unchanged where it cannot be converted. */
function asciiLabel(label: string): string {
  if (ASCII.test(label)) return label.toLowerCase();
  // `domainToASCII` takes a URL's host: it would decode `%41`, and drop a line feed or all after a slash
  if (/[^a-z0-9_*-]/i.test(label.replace(NOT_ASCII, ""))) return label.toLowerCase();
  // and it would read a last label of full-width digits as an IPv4 address, hence the label after it
  return domainToASCII(`${label}.a`).slice(0, -2) || label.toLowerCase();
}

/** A name written by a user, absolute or not, to lower-case A-labels; the final dot stays as it was. */
export function toAscii(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.split(DOTS).map(asciiLabel).join(".");
}

/** The name people read: U-labels, no final dot. */
export function toUnicode(name: Name): string {
  const bare = withoutDot(name);
  return bare.includes("xn--") ? domainToUnicode(bare) || bare : bare;
}

/** `text` as an absolute name: whatever it is, it is taken from the root. */
export function absolute(text: string): Name {
  const name = toAscii(text);
  return name.endsWith(".") ? name : `${name}.`;
}

/** An owner as specs and presets write it: relative to `base`, `@` or "" for `base` itself, absolute with a final dot. */
export function ownerName(text: string, base: Name): Name {
  if (text === "@" || text === "") return base;
  const name = toAscii(text);
  // `selector._domainkey.@`: the host label of a preset was left at `@`
  if (name.endsWith(".@")) return `${name.slice(0, -1)}${base}`;
  return name.endsWith(".") ? name : `${name}.${base}`;
}

/** A target as specs write it: `@` is `base`, without any dot it is relative to `base`, with a dot it is absolute. */
export function targetName(text: string, base: Name): Name {
  if (text === "@") return base;
  return DOTS.test(text) ? absolute(text) : ownerName(text, base);
}

/** Whether `name` is `parent` or lies below it, by whole labels. */
export function isWithin(name: Name, parent: Name): boolean {
  if (name === parent || parent === ".") return true;
  return name.endsWith(parent) && name[name.length - parent.length - 1] === ".";
}

/** The longest of the names that `name` is or lies below; undefined where it lies below none. */
export function nearestAbove(name: Name, names: Iterable<Name>): Name | undefined {
  let nearest: Name | undefined;
  for (const one of names) {
    if (isWithin(name, one) && one.length > (nearest?.length ?? -1)) nearest = one;
  }
  return nearest;
}

/** The name without its leftmost label; the root of a name of one label. */
export const parentName = (name: Name): Name => name.slice(name.indexOf(".") + 1) || ".";

/** `name` relative to `zone`: `@` for the zone itself, without the zone's labels otherwise. */
export function relativeName(name: Name, zone: Name): string {
  if (name === zone) return "@";
  return isWithin(name, zone) && zone !== "." ? name.slice(0, -zone.length - 1) : name;
}

/** Whether the name lies where addresses are looked up (RFC 1035 §3.5, RFC 3596 §2.5). */
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

/** What keeps a name from being one of its kind, and where in it that is. */
export interface NameFault extends Span {
  readonly problem: string;
}

/**
 * What keeps `name` from being a domain name (RFC 1035 §2.3.4, RFC 2181 §11): its labels and lengths.
 * Characters are judged by `ownerFault` and `hostFault`. Undefined when nothing does.
 */
export function lengthFault(name: Name): NameFault | undefined {
  const bare = withoutDot(name);
  const whole = { offset: 0, length: bare.length };
  if (bare === "" || bare === ".") return { problem: "it is empty", ...whole };
  if (octets(bare) > 253) return { problem: `it has ${octets(bare)} octets, a name at most 253`, ...whole };
  let offset = 0;
  for (const label of bare.split(".")) {
    const problem =
      label === ""
        ? "it has an empty label (two dots in a row, or a dot at the start)"
        : octets(label) > 63
          ? `its label ${label.slice(0, 20)}... has ${octets(label)} octets, a label at most 63`
          : undefined;
    if (problem !== undefined) return { problem, offset, length: Math.max(label.length, 1) };
    offset += label.length + 1;
  }
  return undefined;
}

/** What keeps a name from owning records: lengths, characters, a wildcard elsewhere than leftmost (RFC 4592 §2.1.1). */
export function ownerFault(name: Name): NameFault | undefined {
  const length = lengthFault(name);
  if (length !== undefined) return length;
  const start = name.startsWith("*.") ? 2 : 0;
  const star = name.indexOf("*", start);
  if (star >= 0) return { problem: "a * stands only alone and leftmost", offset: star, length: 1 };
  return characterFault(name, start, /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/);
}

/** What keeps a name from being a host name (RFC 1123 §2.1): as an owner, and no underscore and no wildcard. */
export function hostFault(name: Name): NameFault | undefined {
  return lengthFault(name) ?? characterFault(name, 0, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
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
    return { problem: `it has the character ${JSON.stringify(odd[0])}`, offset: odd.index, length: 1 };
  }
  return label.includes("_")
    ? {
        problem: `its label ${label} has an underscore, which host names may not have`,
        offset: label.indexOf("_"),
        length: 1,
      }
    : {
        problem: `its label ${label} begins or ends with a hyphen`,
        offset: label.startsWith("-") ? 0 : label.length - 1,
        length: 1,
      };
}

/** What keeps the labels from being valid IDNA (RFC 5891, UTS 46), or undefined. */
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
  if (!ASCII.test(label)) return `${JSON.stringify(label)} cannot be written as an A-label`;
  if (!label.startsWith("xn--")) return undefined;
  const unicode = domainToUnicode(label);
  return domainToASCII(unicode) !== label || unicode === label ? `${label} is no valid A-label` : undefined;
}

/** Where a part of a name stands in the text that it was written as; all of the text where the two differ up to there. */
export function spanInWritten(written: string, name: Name, { offset, length }: Span): Span {
  const end = offset + length;
  return written.slice(0, end).toLowerCase() === name.slice(0, end)
    ? { offset, length }
    : { offset: 0, length: written.length };
}
