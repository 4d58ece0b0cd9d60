/** SPF terms as presets, templates and their users write them (RFC 7208 §4.6.1). */

/** The terms of a text: without the version and any `all`, which a name has once; `+`, which is the default, left out. */
export function spfTerms(rules: string): string[] {
  return rules
    .split(/\s+/)
    .filter((term) => term !== "" && !/^(?:v=spf1|[-+~?]?all)$/i.test(term))
    .map((term) => term.replace(/^\+?([a-z0-9]+)(?=$|[:/=])/i, (_, name: string) => name.toLowerCase()));
}

/** What a text says by its own `all`; undefined where it has none that mailzone writes. */
export function spfAllOf(rules: string): "fail" | "softfail" | "neutral" | undefined {
  const qualifier = /(?:^|\s)([-~?])all(?=\s|$)/i.exec(rules)?.[1];
  return qualifier === undefined
    ? undefined
    : ({ "-": "fail", "~": "softfail", "?": "neutral" } as const)[qualifier];
}

/** From the least restrictive on (Domain Connect, section SPFM, extended by `+`). */
const QUALIFIERS = "+?~-";

/** Each mechanism once, where it stands first, with the least restrictive of its qualifiers. */
export function withoutRivals(terms: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const term of terms) {
    const bare = term.replace(/^[-+~?]/, "");
    // the case of a macro's letter means something (RFC 7208 §7.3)
    const mechanism = bare.includes("%") ? bare : bare.toLowerCase();
    const rival = kept.get(mechanism);
    if (rival === undefined || rank(term) < rank(rival)) kept.set(mechanism, term);
  }
  return [...kept.values()];
}

const rank = (term: string): number => Math.max(QUALIFIERS.indexOf(term[0] ?? ""), 0);
