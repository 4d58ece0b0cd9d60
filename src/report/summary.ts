/** Counts findings, domains and records, and puts the counts into words. */
import { type Finding, numberOf, SEVERITIES, type Severity } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import { counted } from "../words/text.ts";
import { countRecords } from "../zone/rrset.ts";

export interface Summary {
  readonly domains: number;
  /** Resource records on all clouds together. */
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Findings that the specs waive, which are none of those. */
  readonly waived: number;
}

function count(findings: readonly Finding[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) counts[finding.severity] += numberOf([finding]);
  return counts;
}

export function summarize({ domains, zones, findings, waived }: Loaded): Summary {
  const { error, warning, info } = count(findings);
  return {
    domains: new Set(domains.map(({ spec }) => spec.domain)).size,
    records: zones.reduce((sum, { rrsets }) => sum + countRecords(rrsets), 0),
    errors: error,
    warnings: warning,
    infos: info,
    waived: numberOf(waived),
  };
}

const countedParts = (counts: Readonly<Record<Severity, number>>): string =>
  SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => counted(counts[severity], severity))
    .join(", ");

/** `2 errors, 1 warning`; "" for none. */
export const countFindings = (findings: readonly Finding[]): string => countedParts(count(findings));

/** `12 warnings, 3 infos: mailzone check shows them`, of the findings that are not among those that are shown; "" for none. */
export function unshownLine(all: readonly Finding[], shown: readonly Finding[], where: string): string {
  const told = new Set(shown);
  const counts = countFindings(all.filter((finding) => !told.has(finding)));
  return counts === "" ? "" : `${counts}: ${where}`;
}

/** `2 errors, 1 warning in 3 domains, 39 records; 4 waived`. */
export function summaryLine(summary: Summary): string {
  const { errors, warnings, infos, waived, domains, records } = summary;
  const parts = countedParts({ error: errors, warning: warnings, info: infos });
  const seen = `${parts || "no findings"} in ${counted(domains, "domain")}, ${counted(records, "record")}`;
  return waived === 0 ? seen : `${seen}; ${waived} waived`;
}
