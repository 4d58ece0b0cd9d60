/**
 * How much a record counts as evidence of a service. The numbers are ours: chosen so that the presets' own records are
 * recognized and are not confused with each other (test/preset/detect/ tries every preset on what it publishes).
 */
import type { Preset, PresetRecord } from "../preset.ts";

/** A piece of a template: words, or a parameter. */
type Piece = string | object;

/**
 * How clearly a match identifies the service.
 * 8: the MX of the mail domain. 4: an SPF include, a DKIM or return-path host. 2: a DKIM selector of its own, a
 * tracking host. 1: a client's host, a verification text. 0: nothing in it is the vendor's own.
 */
export type Weight = 8 | 4 | 2 | 1 | 0;

/** From this weight on, a single record shows that the service is used. */
export const TELLING = 4;

/** Together, several records show it if none that the service requires is missing and their weights exceed this. */
export const TELLING_TOGETHER = 2;

/**
 * What a missing record of the service's own costs. A required one outweighs a client's host (1) but not an SPF include (4);
 * a recommended one only decides between uses that are otherwise equal.
 */
export const LACKING: Readonly<Record<PresetRecord["need"], number>> = {
  required: 1.5,
  recommended: 0.25,
  optional: 0,
};

/** For a value like those that the vendor assigns, and against one that is not: less than any weight, so it only breaks ties. */
export const LIKENESS = 0.5;

/** Labels that many services and people use, so they identify none. */
const COMMON_SELECTORS: ReadonlySet<string> = new Set(
  "default dkim mail k1 k2 k3 s1 s2 m1 key1 key2 key3 selector1 selector2 selector3 mta mx smtp email x 1 2".split(
    " ",
  ),
);

/** Texts that are the same for everyone. */
const COMMON_TEXT = /^(?:v=|k=|p=|t=)/i;

/** How clearly a record of a preset identifies its service, by its owner and its data in pieces. */
export function weigh(
  owner: readonly Piece[],
  data: readonly Piece[],
  record: PresetRecord,
  { kind }: Preset,
  domain: string,
): Weight {
  const { type, group } = record;
  const name = owner.map((part) => (typeof part === "string" ? part : "*")).join("");
  if (type === "TXT" || type === "DMARC" || type === "CAA" || type === "A" || type === "AAAA") {
    const selector = /^([^*.]+)\._domainkey/.exec(name)?.[1];
    if (selector !== undefined && type === "TXT") return COMMON_SELECTORS.has(selector) ? 0 : 2;
    const head = typeof data[0] === "string" ? data[0] : "";
    if (type !== "TXT") return 0;
    return head.replace(/[^a-z]/gi, "").length >= 5 && !COMMON_TEXT.test(head) ? 1 : 0;
  }
  if (type === "SPF") return isVendors(data, domain) || isOddTerm(data) ? 4 : 0;
  if (!isVendors(data, domain)) {
    const label = /^([^*.]+)(?:\._domainkey)?$/.exec(name)?.[1];
    if (label === undefined || label === "@" || COMMON_SELECTORS.has(label)) return 0;
    // both names begin the same way, such as eom and eom.{host}
    const isPaired = typeof data[0] === "string" && data[0].startsWith(`${label}.`);
    return name !== label ? 2 : isPaired ? 1 : 0;
  }
  if (type === "MX") return name === "@" && kind !== "sender" ? 8 : 4;
  if (type === "NS" || group === "dkim" || group === "return-path" || group === "mail-from") return 4;
  return group === "tracking" || group === "inbound" ? 2 : 1;
}

/** Whether the end of a host is literal, with two labels or more, so that it can only be a service's. */
function isVendors(data: readonly Piece[], domain: string): boolean {
  const last = data.at(-1);
  if (typeof last !== "string") return false;
  const host = last.slice(Math.max(last.lastIndexOf(" "), last.lastIndexOf(":")) + 1);
  const whole = data.length === 1 || /[ :]/.test(last) ? `.${host}` : host;
  const end = whole.slice(whole.indexOf(".") + 1);
  return whole.includes(".") && end.includes(".") && !`.${end}`.endsWith(`.${domain}`);
}

/** A modifier unknown to mail servers, with which a service marks its records. */
function isOddTerm([term, ...more]: readonly Piece[]): boolean {
  return (
    more.length === 0 &&
    typeof term === "string" &&
    /^[a-z]+=/i.test(term) &&
    !/^(?:redirect|exp|v)=/i.test(term)
  );
}
