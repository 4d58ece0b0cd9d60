/** DMARC policy records (RFC 9989). */
import type { Problem } from "./problem.ts";
import { parseTagList, type Tag, tagValue } from "./tag-list.ts";

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

/** The record of a policy: `p` right after the version, as readers older than RFC 9989 want it. */
export function composeDmarc(dmarc: DmarcFields): string {
  const list = (values: readonly string[] | undefined, separator: string): string | undefined =>
    values !== undefined && values.length > 0 ? values.join(separator) : undefined;
  const tags: readonly (readonly [string, string | undefined])[] = [
    ["v", "DMARC1"],
    ["p", dmarc.policy],
    ["sp", dmarc.subdomainPolicy],
    ["np", dmarc.nonexistentPolicy],
    ["adkim", dmarc.alignDkim?.charAt(0)],
    ["aspf", dmarc.alignSpf?.charAt(0)],
    ["fo", list(dmarc.failureOptions, ":")],
    ["rua", list(dmarc.rua, ",")],
    ["ruf", list(dmarc.ruf, ",")],
    ["t", dmarc.test === true ? "y" : undefined],
  ];
  return tags.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}=${value}`])).join("; ");
}

/** Whether receivers take the text for a DMARC record: the version first, by case (RFC 9989 §4.8). */
export function isDmarc(text: string): boolean {
  return /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);
}

export interface DmarcProblem extends Problem {
  /** The tag it is about; undefined for what is wrong with the list. */
  readonly tag?: string;
  /**
   * The form of the list, a value that its tag cannot have, a size limit on an address of reports, a tag that nobody
   * knows or that was taken out, or a `p` that is missing.
   */
  readonly kind: "syntax" | "value" | "size" | "unknown" | "removed" | "missing";
}

export interface Dmarc {
  readonly tags: readonly Tag[];
  readonly problems: readonly DmarcProblem[];
}

/** Says what is wrong with a tag's value, or undefined; by tag, RFC 9989 §4.7. */
type Judge = (value: string) => string | undefined;

const oneOf =
  (...values: readonly string[]): Judge =>
  (value) =>
    values.includes(value.toLowerCase())
      ? undefined
      : `must be ${values.slice(0, -1).join(", ")} or ${values.at(-1)}, not ${JSON.stringify(value)}`;

const JUDGES: Readonly<Record<string, Judge>> = {
  p: oneOf(...DMARC_POLICIES),
  sp: oneOf(...DMARC_POLICIES),
  np: oneOf(...DMARC_POLICIES),
  adkim: oneOf("r", "s"),
  aspf: oneOf("r", "s"),
  t: oneOf("y", "n"),
  psd: oneOf("y", "n", "u"),
  fo: failureOptionsProblem,
  rua: urisProblem,
  ruf: urisProblem,
};

/** Tags that RFC 9989 took out (appendix C); receivers ignore them. */
const REMOVED: ReadonlySet<string> = new Set(["pct", "rf", "ri"]);

/** Reads a text that `isDmarc`. */
export function parseDmarc(text: string): Dmarc {
  const { tags, problems } = parseTagList(text, "dmarc");
  const wrong: DmarcProblem[] = problems.map((problem) => ({ ...problem, kind: "syntax" }));
  for (const tag of tags) {
    const problem = tag.name === "v" ? undefined : tagProblem(tag);
    if (problem !== undefined) wrong.push(problem);
  }
  // §4.10.1: without p= a record counts only where rua= asks for reports, and then as p=none
  if (tagValue(tags, "p") === undefined && tagValue(tags, "rua") === undefined) {
    wrong.push({ offset: 0, length: text.length, message: "p= is missing", tag: "p", kind: "missing" });
  }
  return { tags, problems: wrong };
}

/** A tag's name behind white space or a comma inside a value: the semicolon before it was forgotten. */
const SWALLOWED = /[\s,]\s*(v|p|sp|np|adkim|aspf|fo|rua|ruf|t|psd|pct|rf|ri)\s*=/i;

function tagProblem({ name, value, offset, valueOffset }: Tag): DmarcProblem | undefined {
  const inValue = (message: string, kind: DmarcProblem["kind"]): DmarcProblem => ({
    offset: valueOffset,
    length: Math.max(value.length, 1),
    message: `${name}= ${message}`,
    tag: name,
    kind,
  });
  if (!Object.hasOwn(JUDGES, name)) {
    const removed = REMOVED.has(name);
    const fate = removed ? "was taken out of DMARC by RFC 9989" : "is no tag of DMARC";
    const message = `${name}= ${fate}; receivers ignore it`;
    return { offset, length: name.length, message, tag: name, kind: removed ? "removed" : "unknown" };
  }
  if (value === "") return inValue("has no value", "syntax");
  const swallowed = SWALLOWED.exec(value)?.[1];
  if (swallowed !== undefined) {
    return inValue(`is followed by ${swallowed}= without a semicolon between them`, "syntax");
  }
  const message = JUDGES[name]?.(value);
  if (message !== undefined) return inValue(message, "value");
  return (name === "rua" || name === "ruf") && value.includes("!")
    ? inValue("has a size limit after !, which RFC 9989 took out", "size")
    : undefined;
}

/** Whether receivers are asked to do anything with mail that fails. */
export function isEnforced({ tags }: Pick<Dmarc, "tags">): boolean {
  const policy = tagValue(tags, "p")?.toLowerCase();
  return policy === "quarantine" || policy === "reject";
}

/** The addresses of a `rua` or `ruf` value, in order, without size limits. */
export function reportUris(value: string): string[] {
  return value.split(",").map((uri) => uri.trim().replace(SIZE_LIMIT, ""));
}

/** The domain of a `mailto:` address, as it is written; undefined for any other URI. */
export function mailtoDomain(uri: string): string | undefined {
  return /^mailto:[^@?\s]+@([^@?\s]+)/i.exec(uri)?.[1];
}

const SIZE_LIMIT = /!\d+[kmgt]?$/i;

/** §4.7: a colon-separated list; 0 and 1 exclude each other, each at most once. */
function failureOptionsProblem(value: string): string | undefined {
  const options = value.split(":").map((option) => option.trim().toLowerCase());
  const odd = options.find((option) => !["0", "1", "d", "s"].includes(option));
  if (odd !== undefined) return `has the option ${JSON.stringify(odd)}; they are 0, 1, d and s`;
  if (new Set(options).size < options.length) return "names an option twice";
  return options.includes("0") && options.includes("1")
    ? "has both 0 and 1, which exclude each other"
    : undefined;
}

/** §4.8: a comma-separated list of URIs, `,` and `!` in them percent-encoded. */
function urisProblem(value: string): string | undefined {
  for (const uri of reportUris(value)) {
    if (uri.includes("!")) return `has ${JSON.stringify(uri)}, in which ! must be written %21`;
    if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(uri)) {
      return `has ${JSON.stringify(uri)}, which is no URI; a mailbox is written mailto:name@example.com`;
    }
    if (/^mailto:/i.test(uri) && !/^mailto:[^@\s]+@[^@\s]+$/i.test(uri)) {
      return `has ${JSON.stringify(uri)}, which is no mail address`;
    }
  }
  return undefined;
}
