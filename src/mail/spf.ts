/** SPF records (RFC 7208): text to terms and back. */
import { printTerm, readTerm, type SpfProblem, type SpfTerm } from "./spf-term.ts";

/** What a record's final `all` says about senders that match no other term. */
export type SpfAll = "fail" | "softfail" | "neutral";

const ALL: Record<SpfAll, string> = { fail: "-all", softfail: "~all", neutral: "?all" };

/** The `all` term that says this. */
export const printAll = (all: SpfAll): string => ALL[all];

/**
 * One SPF record from terms in presentation form, in their order, each once, then `all`, which a redirect replaces, and
 * modifiers.
 */
export function composeSpf(
  terms: readonly string[],
  all: SpfAll | undefined,
  modifiers: readonly string[] = [],
): string {
  return ["v=spf1", ...new Set(terms), ...(all === undefined ? [] : [ALL[all]]), ...modifiers].join(" ");
}

export interface Spf {
  readonly terms: readonly SpfTerm[];
  /** Sorted by offset; a receiver returns permerror for a record that has any (§4.6). */
  readonly problems: readonly SpfProblem[];
}

/** Reads a text that `isSpf`. Every term is kept, those with problems as `invalid`. */
export function parseSpf(text: string): Spf {
  const terms: SpfTerm[] = [];
  const problems: SpfProblem[] = [];
  const seen = new Set<string>();
  let offset = "v=spf1".length;
  for (const word of text.slice(offset).split(" ")) {
    if (word !== "") {
      const { term, wrong } = readTerm(word, offset);
      problems.push(...wrong);
      terms.push(wrong.length > 0 ? { name: "invalid", text: word, offset, length: word.length } : term);
      // §6: redirect and exp at most once
      if (term.name === "redirect" || term.name === "exp") {
        if (seen.has(term.name)) {
          const message = `${term.name}= appears twice`;
          problems.push({ offset, length: word.length, message, kind: "modifier" });
        }
        seen.add(term.name);
      }
    }
    offset += word.length + 1;
  }
  return { terms, problems };
}

/** Canonical text: names in lower case, single spaces, no `+`. */
export function printSpf(spf: Pick<Spf, "terms">): string {
  return ["v=spf1", ...spf.terms.map(printTerm)].join(" ");
}

/** Whether evaluating the term takes a DNS query that counts towards the limit of 10 (§4.6.4). */
export function isLookup(term: SpfTerm): boolean {
  return LOOKUPS.has(term.name);
}

const LOOKUPS: ReadonlySet<string> = new Set(["include", "a", "mx", "ptr", "exists", "redirect"]);

/** The terms that a receiver evaluates: up to `all`, and without the `redirect` that an `all` overrides (§5.1, §6.1). */
export function evaluatedTerms(spf: Pick<Spf, "terms">): readonly SpfTerm[] {
  const all = spf.terms.findIndex((term) => term.name === "all");
  return all < 0 ? spf.terms : spf.terms.slice(0, all + 1).filter((term) => term.name !== "redirect");
}
