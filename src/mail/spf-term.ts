/** The terms of an SPF record (RFC 7208 §5, §6, §12): one text to one term and back. */
import { isIPv4, isIPv6 } from "node:net";
import type { Span } from "../finding.ts";
import { domainSpecProblems, macroProblems } from "./macro-string.ts";
import type { Problem } from "./problem.ts";

export type SpfQualifier = "+" | "-" | "~" | "?";

interface Directive {
  readonly qualifier: SpfQualifier;
}
/** Prefix lengths; absent if the whole address counts (§5.6). */
interface Prefixes {
  readonly ip4Prefix?: number;
  readonly ip6Prefix?: number;
}

/** One term: a mechanism, a modifier, or a text that is neither. */
export type SpfTerm = Span &
  (
    | (Directive & { readonly name: "all" })
    | (Directive & { readonly name: "include" | "exists"; readonly domain: string })
    | (Directive & Prefixes & { readonly name: "a" | "mx"; readonly domain?: string })
    | (Directive & { readonly name: "ptr"; readonly domain?: string })
    | (Directive & { readonly name: "ip4" | "ip6"; readonly address: string; readonly prefix?: number })
    | { readonly name: "redirect" | "exp"; readonly domain: string }
    | { readonly name: "modifier"; readonly key: string; readonly value: string }
    | { readonly name: "invalid"; readonly text: string }
  );

/** What a problem is about: an address, a domain name, a macro, redirect= and exp=, or the term as a whole. */
export interface SpfProblem extends Problem {
  /** The edit, where it is plain. */
  readonly help?: string;
  readonly kind: "ip4" | "ip6" | "domain" | "macro" | "modifier" | "term";
}

/** A term and what is wrong in it. */
export interface ReadTerm {
  readonly term: SpfTerm;
  readonly wrong: readonly SpfProblem[];
}

const MODIFIER = /^[a-z][a-z0-9_.-]*=/i;
/** Matches any text. */
const DIRECTIVE = /^([+?~-]?)([a-z0-9_.-]*)([:/]?)(.*)$/is;
/** §12: visible ASCII alone is allowed. */
const ODD = /[^\x21-\x7e]/u;
const MECHANISMS = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"] as const;

const isMechanism = (name: string): name is Mechanism["name"] =>
  (MECHANISMS as readonly string[]).includes(name);

type Parts = readonly [all: string, sign: string, written: string, separator: string, value: string];

/** Reads one term, a text without spaces that begins at `offset`. */
export function readTerm(word: string, offset: number): ReadTerm {
  const invalid = (message: string, at = 0, length = word.length - at): ReadTerm => ({
    term: { name: "invalid", text: word, offset, length: word.length },
    wrong: [{ offset: offset + at, length, message, kind: "term" }],
  });
  const odd = ODD.exec(word);
  if (odd !== null) {
    const message = `the character ${printCharacter(odd[0])} is not allowed in SPF`;
    return invalid(message, odd.index, odd[0].length);
  }
  if (MODIFIER.test(word)) {
    const equals = word.indexOf("=");
    return readModifier(word.slice(0, equals), word.slice(equals + 1), word, offset);
  }
  const [, sign, written, separator, value] = DIRECTIVE.exec(word) as unknown as Parts;
  const name = written.toLowerCase();
  if (!isMechanism(name)) {
    if (sign !== "" && MODIFIER.test(word.slice(1))) {
      return invalid(`${word} is a modifier, and modifiers have no qualifier ${sign}`);
    }
    return invalid(unknownTerm(word, name));
  }
  if (separator === "" && value !== "") {
    const glued = gluedTo(name, value);
    const { term, wrong } = invalid(glued.message, sign.length + written.length);
    return { term, wrong: wrong.map((problem) => ({ ...problem, help: glued.help })) };
  }
  return readMechanism({
    name,
    qualifier: (sign || "+") as SpfQualifier,
    separator,
    value,
    span: { offset, length: word.length },
    at: offset + sign.length + written.length + separator.length,
  });
}

function unknownTerm(word: string, name: string): string {
  if (isIPv4(word.replace(/\/\d+$/, ""))) return `${word} is not a term; write the address as ip4:${word}`;
  if (isIPv6(word.replace(/\/\d+$/, ""))) return `${word} is not a term; write the address as ip6:${word}`;
  if (name === "v") return `${word} is not a term`;
  if (word.includes(".") && !word.includes(":")) return `${word} is not a term, but include:${word} is`;
  return `${name === "" ? word : name} is not a mechanism`;
}

/** §4.6.1, §12: a space ends a term, and nothing but a value after `:` or `/` belongs to it. */
function gluedTo(name: string, rest: string): { readonly message: string; readonly help: string } {
  const [, more = ""] = /^[;,]?([+?~-]?[a-z].*)$/is.exec(rest) ?? [];
  const isTerm = more !== "" && readTerm(more, 0).wrong.length === 0;
  const quoted = JSON.stringify(rest);
  return isTerm
    ? {
        message: `a space is missing between ${name} and ${more}`,
        help: `write ${name} ${more}, with a space between them`,
      }
    : {
        message: `${name} is followed by ${quoted}, which is not part of it; terms are separated by spaces alone`,
        help: `delete ${quoted}`,
      };
}

function printCharacter(char: string): string {
  const code = char.codePointAt(0) as number;
  return code < 0x21 || (code >= 0x7f && code < 0xa1)
    ? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`
    : JSON.stringify(char);
}

function readModifier(written: string, value: string, word: string, offset: number): ReadTerm {
  const name = written.toLowerCase();
  const span = { offset, length: word.length };
  const at = offset + written.length + 1;
  if (name === "redirect" || name === "exp") {
    if (value === "") {
      const message = `${name}= has no domain name`;
      return { term: { name, domain: value, ...span }, wrong: [{ ...span, message, kind: "modifier" }] };
    }
    return { term: { name, domain: value, ...span }, wrong: domainSpecProblems(value, at) };
  }
  if (isMechanism(name)) {
    return {
      term: { name: "invalid", text: word, ...span },
      wrong: [{ ...span, message: `${name} is a mechanism: its value follows a colon, not =`, kind: "term" }],
    };
  }
  return { term: { name: "modifier", key: written, value, ...span }, wrong: macroProblems(value, at) };
}

interface Mechanism {
  readonly name: (typeof MECHANISMS)[number];
  readonly qualifier: SpfQualifier;
  readonly separator: string;
  readonly value: string;
  readonly span: Span;
  /** Offset of the value. */
  readonly at: number;
}

function readMechanism(mechanism: Mechanism): ReadTerm {
  const { name, qualifier, separator, value, span, at } = mechanism;
  const refuse = (message: string): ReadTerm => ({
    term: { name: "invalid", text: "", ...span },
    wrong: [{ ...span, message, kind: name === "ip4" || name === "ip6" ? name : "term" }],
  });
  switch (name) {
    case "all":
      if (separator !== "") return refuse("all takes no value");
      return { term: { name, qualifier, ...span }, wrong: [] };
    case "include":
    case "exists":
      if (separator !== ":") return refuse(`${name} needs a domain name after a colon`);
      return { term: { name, qualifier, domain: value, ...span }, wrong: domainSpecProblems(value, at) };
    case "ptr":
      if (separator === "/") return refuse("ptr takes no prefix length");
      if (separator === "") return { term: { name, qualifier, ...span }, wrong: [] };
      return { term: { name, qualifier, domain: value, ...span }, wrong: domainSpecProblems(value, at) };
    case "a":
    case "mx":
      return readHosts(name, mechanism);
    case "ip4":
    case "ip6":
      if (separator !== ":") return refuse(`${name} needs an address after a colon`);
      return readNetwork(name, mechanism);
  }
}

/** §12, dual-cidr-length, after whatever comes before it. Matches any text. */
const DUAL_CIDR = /^(.*?)(?:\/(\d+))?(?:\/\/(\d+))?$/s;

function readHosts(name: "a" | "mx", { qualifier, separator, value, span, at }: Mechanism): ReadTerm {
  const text = separator === "/" ? `/${value}` : value;
  const from = separator === "/" ? at - 1 : at;
  const [, domain, ip4, ip6] = DUAL_CIDR.exec(text) as unknown as [string, string, string?, string?];
  if (separator === "/" && domain !== "") {
    const message = `${text} is not a prefix length`;
    return {
      term: { name: "invalid", text: "", ...span },
      wrong: [{ offset: from, length: text.length, message, kind: "term" }],
    };
  }
  const wrong: SpfProblem[] = separator === ":" ? domainSpecProblems(domain, at) : [];
  let end = from + domain.length;
  for (const [digits, most, slashes] of [
    [ip4, 32, 1],
    [ip6, 128, 2],
  ] as const) {
    if (digits === undefined) continue;
    wrong.push(...prefixProblems(digits, most, end + slashes, "term"));
    end += slashes + digits.length;
  }
  return {
    term: {
      name,
      qualifier,
      ...(domain === "" ? {} : { domain }),
      ...(ip4 === undefined ? {} : { ip4Prefix: Number(ip4) }),
      ...(ip6 === undefined ? {} : { ip6Prefix: Number(ip6) }),
      ...span,
    },
    wrong,
  };
}

function readNetwork(name: "ip4" | "ip6", { qualifier, value, span, at }: Mechanism): ReadTerm {
  const slash = value.indexOf("/");
  const address = slash < 0 ? value : value.slice(0, slash);
  const digits = slash < 0 ? undefined : value.slice(slash + 1);
  const wrong: SpfProblem[] = [];
  // isIPv6 accepts a zone id, which is not part of an address (RFC 4291 §2.2)
  if (!(name === "ip4" ? isIPv4(address) : isIPv6(address) && !address.includes("%"))) {
    const other = name === "ip4" ? isIPv6(address) : isIPv4(address);
    wrong.push({
      offset: at,
      length: Math.max(address.length, 1),
      kind: name,
      message:
        address === ""
          ? "an address is missing"
          : `${address} is not an IPv${name.slice(2)} address${other ? `; write it after ip${name === "ip4" ? 6 : 4}:` : ""}`,
    });
  }
  if (digits !== undefined)
    wrong.push(...prefixProblems(digits, name === "ip4" ? 32 : 128, at + slash + 1, name));
  return {
    term: { name, qualifier, address, ...(digits === undefined ? {} : { prefix: Number(digits) }), ...span },
    wrong,
  };
}

function prefixProblems(
  digits: string,
  most: number,
  offset: number,
  kind: SpfProblem["kind"],
): SpfProblem[] {
  if (/^(0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= most) return [];
  const what = digits === "" ? "missing" : digits;
  return [
    {
      offset,
      length: Math.max(digits.length, 1),
      kind,
      message: `the prefix length is ${what}; it must be 0 to ${most}, without leading zeros`,
    },
  ];
}

/** Canonical text of one term: names in lower case, no `+`. */
export function printTerm(term: SpfTerm): string {
  switch (term.name) {
    case "invalid":
      return term.text;
    case "modifier":
      return `${term.key}=${term.value}`;
    case "redirect":
    case "exp":
      return `${term.name}=${term.domain}`;
    default:
      return `${term.qualifier === "+" ? "" : term.qualifier}${term.name}${printValue(term)}`;
  }
}

function printValue(term: Extract<SpfTerm, Directive>): string {
  switch (term.name) {
    case "all":
      return "";
    case "ip4":
    case "ip6":
      return `:${term.address}${term.prefix === undefined ? "" : `/${term.prefix}`}`;
    case "a":
    case "mx":
      return [
        term.domain === undefined ? "" : `:${term.domain}`,
        term.ip4Prefix === undefined ? "" : `/${term.ip4Prefix}`,
        term.ip6Prefix === undefined ? "" : `//${term.ip6Prefix}`,
      ].join("");
    default:
      return term.domain === undefined ? "" : `:${term.domain}`;
  }
}
