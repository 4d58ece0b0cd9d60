/** How the SPF records of a run hang together: which lead to which, and which are only parts of others. */
import type { Spf } from "../mail/spf.ts";
import { printTerm } from "../mail/spf-term.ts";
import type { Zone } from "../plan/zone.ts";
import type { Name } from "../zone/name.ts";
import { isNullMx } from "../zone/rdata.ts";
import { recordsAt } from "../zone/rrset.ts";
import { isMailDomain } from "./mail-domain.ts";
import { once } from "./once.ts";
import { publishedAt, spfTargets } from "./spf-budgets.ts";
import { textRecords } from "./text-records.ts";

/** What a record says about senders, with what the run's own records that it leads to say. */
export interface SpfReach {
  /** Terms that let senders pass, in canonical form and lower case. */
  readonly passing: ReadonlySet<string>;
  /** The terms that lead to records which the run does not publish. */
  readonly leaving: readonly string[];
}

/** Follows `include:` and `redirect=` to names of the run; a record is followed once. */
export function spfReach(zones: readonly Zone[], zone: Zone, from: Spf): SpfReach {
  const passing = new Set<string>();
  const leaving: string[] = [];
  const seen = new Set<Spf>([from]);
  // the set grows while it is read
  for (const spf of seen) {
    for (const term of spf.terms) {
      if ("qualifier" in term && term.qualifier === "+") passing.add(printTerm(term).toLowerCase());
    }
    for (const { term, name } of spfTargets(spf)) {
      if ("qualifier" in term && term.qualifier !== "+") continue;
      const next = publishedAt(zones, zone, name);
      if (next !== undefined) seen.add(next);
      else leaving.push(printTerm(term).toLowerCase());
    }
  }
  return { passing, leaving };
}

/**
 * Whether a record is only a part of others: at a name that no mail comes from, which the run's records include or that
 * begins with an underscore, and which none redirects to. Of its result only a pass counts (RFC 7208 §5.2).
 */
export function isOnlyIncluded(zones: readonly Zone[], zone: Zone, name: Name): boolean {
  const { included, redirected } = namesLedTo(zones);
  return (
    (name.startsWith("_") || included.has(name)) &&
    !redirected.has(name) &&
    !isMailDomain(zone, name) &&
    !recordsAt(zone.owners, name, "MX").some(({ data }) => !isNullMx(data))
  );
}

const namesLedTo = once((zones: readonly Zone[]) => {
  const included = new Set<Name>();
  const redirected = new Set<Name>();
  for (const zone of zones) {
    for (const { spf } of textRecords(zone).spf) {
      for (const { term, name } of spfTargets(spf))
        (term.name === "redirect" ? redirected : included).add(name);
    }
  }
  return { included, redirected };
});
