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
  const wrong: DmarcProblem[] = [...problems];
  for (const { name, value, offset, valueOffset } of tags) {
    const judge = Object.hasOwn(JUDGES, name) ? JUDGES[name] : undefined;
    const message = value === "" ? "has no value" : judge?.(value);
    if (message !== undefined) {
      wrong.push({
        offset: valueOffset,
        length: Math.max(value.length, 1),
        message: `${name}= ${message}`,
        tag: name,
      });
    } else if (judge === undefined && name !== "v") {
      const fate = REMOVED.has(name) ? "was taken out of DMARC by RFC 9989" : "is no tag of DMARC";
      wrong.push({
        offset,
        length: name.length,
        message: `${name}= ${fate}; receivers ignore it`,
        tag: name,
      });
    }
  }
  // §4.10.1: without p= a record counts only where rua= asks for reports, and then as p=none
  if (tagValue(tags, "p") === undefined && tagValue(tags, "rua") === undefined) {
    wrong.push({ offset: 0, length: text.length, message: "p= is missing", tag: "p" });
  }
  return { tags, problems: wrong };
}

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
  for (const uri of value.split(",").map((part) => part.trim())) {
    if (!/^[a-z][a-z0-9+.-]*:[^\s!]+$/i.test(uri)) {
      return uri.includes("!")
        ? `has ${JSON.stringify(uri)}: the size limit after ! was taken out by RFC 9989`
        : `has ${JSON.stringify(uri)}, which is no URI; a mailbox is written mailto:name@example.com`;
    }
    if (/^mailto:/i.test(uri) && !/^mailto:[^@\s]+@[^@\s]+$/i.test(uri)) {
      return `has ${JSON.stringify(uri)}, which is no mail address`;
    }
  }
  return undefined;
}
