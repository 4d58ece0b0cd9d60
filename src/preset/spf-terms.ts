/** SPF terms as presets, templates and their users write them (RFC 7208 §4.6.1). */

/** The terms of a text: without the version, without `all`, of which a name has one, and without `+`, the default. */
export function spfTerms(rules: string): string[] {
  return rules
    .split(/\s+/)
    .filter((term) => term !== "" && !/^(?:v=spf1|[-+~?]?all)$/i.test(term))
    .map((term) =>
      term.replace(
        /^\+?([a-z0-9]+)($|[:/=])/i,
        (_, name: string, after: string) => name.toLowerCase() + after,
      ),
    );
}

/** What a text's own `all` says; undefined if it has none that mailzone writes. */
export function spfAllOf(rules: string): "fail" | "softfail" | "neutral" | undefined {
  const qualifier = /(?:^|\s)([-~?])all(?=\s|$)/i.exec(rules)?.[1];
  return qualifier === undefined
    ? undefined
    : ({ "-": "fail", "~": "softfail", "?": "neutral" } as const)[qualifier];
}

/** A term without its qualifier, in lower case, so that two that say the same are equal. */
export const bareTerm = (term: string): string => {
  const bare = term.trim().replace(/^[-+~?]/, "");
  // the case of a macro's letter is significant (RFC 7208 §7.3)
  return bare.includes("%") ? bare : bare.toLowerCase();
};

/** Least restrictive first (Domain Connect, section SPFM, extended by `+`). */
const QUALIFIERS = "+?~-";

/** Each mechanism once, in its first place, with the least restrictive of its qualifiers. */
export function withoutRivals(terms: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const term of terms) {
    const mechanism = bareTerm(term);
    const rival = kept.get(mechanism);
    if (rival === undefined || rank(term) < rank(rival)) kept.set(mechanism, term);
  }
  return [...kept.values()];
}

const rank = (term: string): number => Math.max(QUALIFIERS.indexOf(term[0] ?? ""), 0);
