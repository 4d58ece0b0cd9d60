/** DMARC policy records (RFC 9989). */
import type { Span } from "../finding.ts";
import { oneOf } from "../words/list.ts";
import { type ListItem, splitList } from "./list-items.ts";
import { mailtoProblem } from "./mail-address.ts";
import type { Problem } from "./problem.ts";
import { parseTagList, printTagList, type Tag, tagValue } from "./tag-list.ts";
import { webProblem } from "./web-address.ts";

export const DMARC_POLICIES = ["none", "quarantine", "reject"] as const;
export type DmarcPolicy = (typeof DMARC_POLICIES)[number];

/** A policy by the names that specs use. */
export interface DmarcFields {
  readonly policy: DmarcPolicy;
  readonly subdomainPolicy?: DmarcPolicy | undefined;
  readonly nonexistentPolicy?: DmarcPolicy | undefined;
  readonly rua?: readonly string[] | undefined;
  readonly ruf?: readonly string[] | undefined;
  readonly alignSpf?: "relaxed" | "strict" | undefined;
  readonly alignDkim?: "relaxed" | "strict" | undefined;
  readonly failureOptions?: readonly ("0" | "1" | "d" | "s")[] | undefined;
  readonly test?: boolean | undefined;
}

/** A tag made from a field; the items of a list are separated by one character. */
export interface DmarcTag {
  readonly name: string;
  readonly value: string;
  /** Undefined for the version. */
  readonly field: keyof DmarcFields | undefined;
}

/** The tags of a policy: `p` right after the version, as readers older than RFC 9989 require. */
export function dmarcTags(dmarc: DmarcFields): readonly DmarcTag[] {
  const list = (values: readonly string[] | undefined, separator: string): string | undefined =>
    values !== undefined && values.length > 0 ? values.join(separator) : undefined;
  const tags: readonly (readonly [string, DmarcTag["field"], string | undefined])[] = [
    ["v", undefined, "DMARC1"],
    ["p", "policy", dmarc.policy],
    ["sp", "subdomainPolicy", dmarc.subdomainPolicy],
    ["np", "nonexistentPolicy", dmarc.nonexistentPolicy],
    ["adkim", "alignDkim", dmarc.alignDkim?.charAt(0)],
    ["aspf", "alignSpf", dmarc.alignSpf?.charAt(0)],
    ["fo", "failureOptions", list(dmarc.failureOptions, ":")],
    ["rua", "rua", list(dmarc.rua, ",")],
    ["ruf", "ruf", list(dmarc.ruf, ",")],
    ["t", "test", dmarc.test === true ? "y" : undefined],
  ];
  return tags.flatMap(([name, field, value]) => (value === undefined ? [] : [{ name, field, value }]));
}

/** The record of a policy. */
export function composeDmarc(dmarc: DmarcFields): string {
  return printTagList(dmarcTags(dmarc));
}

/** A record as the fields of a spec; undefined if `p` is not a known policy. What specs have no field for is left out. */
export function dmarcFields({ tags }: Pick<Dmarc, "tags">): DmarcFields | undefined {
  const said = (name: string): string | undefined => tagValue(tags, name)?.toLowerCase();
  const policyOf = (name: string) => DMARC_POLICIES.find((one) => one === said(name));
  const alignmentOf = (name: string) => ALIGNMENTS.find((one) => one.charAt(0) === said(name));
  const listOf = (name: string, separator: string) =>
    tagValue(tags, name)
      ?.split(separator)
      .map((one) => one.trim());
  const policy = policyOf("p");
  if (policy === undefined) return undefined;
  const options = listOf("fo", ":")?.map((one) => one.toLowerCase());
  const known = FAILURE_OPTIONS.filter((one) => options?.includes(one));
  return {
    policy,
    subdomainPolicy: policyOf("sp"),
    nonexistentPolicy: policyOf("np"),
    rua: listOf("rua", ","),
    ruf: listOf("ruf", ","),
    alignSpf: alignmentOf("aspf"),
    alignDkim: alignmentOf("adkim"),
    failureOptions: known.length > 0 ? known : undefined,
    test: said("t") === "y" ? true : undefined,
  };
}

const ALIGNMENTS = ["relaxed", "strict"] as const;
const FAILURE_OPTIONS = ["0", "1", "d", "s"] as const;

export interface DmarcProblem extends Problem {
  /** The tag it is about; undefined for a problem with the list. */
  readonly tag?: string;
  /**
   * The form of the list, a value that its tag cannot have, a size limit on a report address, an unknown or removed
   * tag, or a missing `p`.
   */
  readonly kind: "syntax" | "value" | "size" | "unknown" | "removed" | "missing";
}

export interface Dmarc {
  readonly tags: readonly Tag[];
  /** Where aggregate and failure reports go: URIs as written, without size limits. */
  readonly rua: readonly string[];
  readonly ruf: readonly string[];
  readonly problems: readonly DmarcProblem[];
}

/** What is wrong with a tag's value, and in which part of it if not in all. */
interface Wrong {
  readonly message: string;
  readonly part?: Span;
}

/** Checks a tag's value (RFC 9989 §4.7). */
type ValueCheck = (value: string) => Wrong | undefined;

const among =
  (...values: readonly string[]): ValueCheck =>
  (value) =>
    values.includes(value.toLowerCase())
      ? undefined
      : { message: `must be ${oneOf(values)}, not ${JSON.stringify(value)}` };

const VALUE_CHECKS: Readonly<Record<string, ValueCheck>> = {
  p: among(...DMARC_POLICIES),
  sp: among(...DMARC_POLICIES),
  np: among(...DMARC_POLICIES),
  adkim: among("r", "s"),
  aspf: among("r", "s"),
  t: among("y", "n"),
  psd: among("y", "n", "u"),
  fo: failureOptionsProblem,
  rua: urisProblem,
  ruf: urisProblem,
};

/** Tags that RFC 9989 removed (appendix C); receivers ignore them. */
const REMOVED: ReadonlySet<string> = new Set(["pct", "rf", "ri"]);

/** Reads a text that `isDmarc`. */
export function parseDmarc(text: string): Dmarc {
  const { tags, problems } = parseTagList(text, "dmarc");
  const wrong: DmarcProblem[] = problems.map((problem) => ({ ...problem, kind: "syntax" }));
  for (const tag of tags) {
    const problem = tag.name === "v" ? undefined : tagProblem(tag);
    if (problem !== undefined) wrong.push(problem);
  }
  // §4.10.1: without p= a record counts only if rua= asks for reports, and then as p=none
  const rua = tagValue(tags, "rua");
  if (tagValue(tags, "p") === undefined && rua === undefined) {
    wrong.push({ offset: 0, length: text.length, message: "p= is missing", tag: "p", kind: "missing" });
  }
  return { tags, rua: reportUris(rua), ruf: reportUris(tagValue(tags, "ruf")), problems: wrong };
}

/** A tag's name after white space or a comma inside a value: the semicolon before it was forgotten. */
const SWALLOWED = /[\s,](v|p|sp|np|adkim|aspf|fo|rua|ruf|t|psd|pct|rf|ri)\s*=/i;

function tagProblem({ name, value, offset, valueOffset }: Tag): DmarcProblem | undefined {
  const whole = { offset: 0, length: Math.max(value.length, 1) };
  const inValue = (message: string, kind: DmarcProblem["kind"], part: Span = whole): DmarcProblem => ({
    offset: valueOffset + part.offset,
    length: part.length,
    message: `${name}= ${message}`,
    tag: name,
    kind,
  });
  if (!Object.hasOwn(VALUE_CHECKS, name)) {
    const removed = REMOVED.has(name);
    const fate = removed ? "was removed from DMARC by RFC 9989" : "is not a DMARC tag";
    const message = `${name}= ${fate}; receivers ignore it`;
    return { offset, length: name.length, message, tag: name, kind: removed ? "removed" : "unknown" };
  }
  if (value === "") return inValue("has no value", "syntax");
  const swallowed = SWALLOWED.exec(value);
  if (swallowed !== null) {
    const [, next = ""] = swallowed;
    const part = { offset: swallowed.index + 1, length: next.length };
    return inValue(`is followed by ${next}= without a semicolon between them`, "syntax", part);
  }
  const wrong = VALUE_CHECKS[name]?.(value);
  if (wrong !== undefined) return inValue(wrong.message, "value", wrong.part);
  const limit = name === "rua" || name === "ruf" ? /![^,]*/.exec(value) : null;
  if (limit === null) return undefined;
  const part = { offset: limit.index, length: limit[0].trimEnd().length };
  return inValue("has a size limit after !, which RFC 9989 removed", "size", part);
}

/** Whether receivers are asked to do anything with mail that fails. */
export function isEnforced({ tags }: Pick<Dmarc, "tags">): boolean {
  const policy = tagValue(tags, "p")?.toLowerCase();
  return policy === "quarantine" || policy === "reject";
}

function reportUris(value: string | undefined): readonly string[] {
  return value?.split(",").map((uri) => uri.trim().replace(SIZE_LIMIT, "")) ?? [];
}

const SIZE_LIMIT = /!\d+[kmgt]?$/i;

/** §4.7: a colon-separated list; 0 and 1 exclude each other, each at most once. */
function failureOptionsProblem(value: string): Wrong | undefined {
  const written = splitList(value, ":");
  const odd = written.find(({ text }) => !["0", "1", "d", "s"].includes(text.toLowerCase()));
  if (odd !== undefined) {
    const message = `has the unknown option ${JSON.stringify(odd.text.toLowerCase())}; the options are 0, 1, d and s`;
    return { message, part: spanOf(odd) };
  }
  const options = written.map(({ text }) => text.toLowerCase());
  const twice = written.find((_, i) => options.indexOf(options[i] ?? "") < i);
  if (twice !== undefined) return { message: "lists an option twice", part: spanOf(twice) };
  return options.includes("0") && options.includes("1")
    ? { message: "has both 0 and 1, which exclude each other" }
    : undefined;
}

/** §4.8: a comma-separated list of URIs, `,` and `!` in them percent-encoded. */
function urisProblem(value: string): Wrong | undefined {
  for (const item of splitList(value, ",")) {
    const message = uriProblem(item.text.replace(SIZE_LIMIT, ""));
    if (message !== undefined) return { message, part: spanOf(item) };
  }
  return undefined;
}

function uriProblem(uri: string): string | undefined {
  if (uri.includes("!")) return `has ${JSON.stringify(uri)}, in which ! must be written as %21`;
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(uri)) {
    return `has ${JSON.stringify(uri)}, which is not a URI; write a mailbox as mailto:name@example.com`;
  }
  if (/^mailto:/i.test(uri)) {
    const problem = mailtoProblem(uri);
    return problem && `has ${JSON.stringify(uri)}, which ${problem}`;
  }
  const problem = /^https?:/i.test(uri) ? webProblem(uri) : undefined;
  return problem && `has ${JSON.stringify(uri)}, which ${problem}`;
}

/** Where an item of a list is: at its separator if it is empty. */
const spanOf = ({ text, offset }: ListItem): Span => ({ offset, length: Math.max(text.length, 1) });
