/** Whether an authenticated domain aligns with that of the From header (RFC 9989 §5.3, RFC 7489 §3.1). */
import type { Name } from "../../zone/name.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import type { AuthResult, PublishedPolicy, ReportRow } from "./aggregate-report.ts";

export const aligns = (domain: Name, from: Name, isStrict: boolean): boolean =>
  domain === from || (!isStrict && organizationalDomain(domain) === organizationalDomain(from));

/** What of a row passes DMARC. */
export interface RowVerdict {
  readonly dkim: boolean;
  readonly spf: boolean;
}

/** As the receiver says; if it does not, as its results of authentication have it. */
export function verdictOn(row: ReportRow, policy: PublishedPolicy | undefined): RowVerdict {
  const passes = (results: readonly AuthResult[], isStrict = false): boolean =>
    results.some(({ domain, result }) => result === "pass" && aligns(domain, row.from, isStrict));
  return {
    dkim: row.dkim ?? passes(row.dkimResults, policy?.isStrictDkim),
    spf: row.spf ?? passes(row.spfResults, policy?.isStrictSpf),
  };
}

/** The policy of a report that a row is about: the nearest at or above its domain, else the first. */
export function policyOf(policies: readonly PublishedPolicy[], from: Name): PublishedPolicy | undefined {
  const [first, ...others] = policies;
  if (others.length === 0) return first;
  return (
    policies
      .filter(({ domain }) => from === domain || from.endsWith(`.${domain}`))
      .sort((a, b) => b.domain.length - a.domain.length)[0] ?? first
  );
}
