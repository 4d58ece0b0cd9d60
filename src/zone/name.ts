/**
 * Domain names as the model holds them: absolute, lower case, A-labels, with the final dot (`mail.example.com.`).
 * A name that breaks a rule is kept as it was written, so that a check can show it.
 */
import { domainToASCII, domainToUnicode } from "node:url";

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
  return name === parent || parent === "." || name.endsWith(`.${parent}`);
}

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

/**
 * What keeps `name` from being a domain name (RFC 1035 §2.3.4, RFC 2181 §11): its labels and lengths.
 * Characters are judged by `ownerProblem` and `hostProblem`. Undefined when nothing does.
 */
export function lengthProblem(name: Name): string | undefined {
  const bare = withoutDot(name);
  if (bare === "" || bare === ".") return "it is empty";
  if (octets(bare) > 253) return `it has ${octets(bare)} octets, a name at most 253`;
  for (const label of bare.split(".")) {
    if (label === "") return "it has an empty label (two dots in a row, or a dot at the start)";
    if (octets(label) > 63)
      return `its label ${label.slice(0, 20)}... has ${octets(label)} octets, a label at most 63`;
  }
  return undefined;
}

/** What keeps a name from owning records: lengths, characters, a wildcard elsewhere than leftmost (RFC 4592 §2.1.1). */
export function ownerProblem(name: Name): string | undefined {
  const length = lengthProblem(name);
  if (length !== undefined) return length;
  const [first = "", ...rest] = labels(name);
  if (rest.some((label) => label.includes("*")) || (first.includes("*") && first !== "*")) {
    return "a * stands only alone and leftmost";
  }
  return characterProblem(first === "*" ? rest : [first, ...rest], /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/);
}

/** What keeps a name from being a host name (RFC 1123 §2.1): as an owner, and no underscore and no wildcard. */
export function hostProblem(name: Name): string | undefined {
  return lengthProblem(name) ?? characterProblem(labels(name), /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
}

function characterProblem(parts: readonly string[], allowed: RegExp): string | undefined {
  for (const label of parts) {
    if (allowed.test(label) || !ASCII.test(label)) continue;
    const odd = [...label].find((c) => !/[a-z0-9_-]/.test(c));
    if (odd !== undefined) return `it has the character ${JSON.stringify(odd)}`;
    return label.includes("_")
      ? `its label ${label} has an underscore, which host names may not have`
      : `its label ${label} begins or ends with a hyphen`;
  }
  return undefined;
}

/** What keeps the labels from being valid IDNA (RFC 5891, UTS 46), or undefined. */
export function idnaProblem(name: Name): string | undefined {
  for (const label of labels(name)) {
    if (!ASCII.test(label)) return `${JSON.stringify(label)} cannot be written as an A-label`;
    if (label.startsWith("xn--") && domainToASCII(domainToUnicode(label)) !== label) {
      return `${label} is no valid A-label`;
    }
    if (label.startsWith("xn--") && domainToUnicode(label) === label) return `${label} is no valid A-label`;
  }
  return undefined;
}
