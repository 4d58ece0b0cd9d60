import type { Severity } from "../diagnostic.ts";
import type { Loaded } from "../load.ts";

export interface Summary {
  readonly domains: number;
  /** Resource records, on all clouds together. */
  readonly records: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summarize({ domains, zones, findings }: Loaded): Summary {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    domains: new Set(domains.map(({ spec }) => spec.domain)).size,
    records: zones.reduce(
      (sum, zone) => zone.rrsets.reduce((records, rrset) => records + rrset.records.length, sum),
      0,
    ),
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
  };
}

/** `1 error`, `2 errors`. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** `2 errors, 1 warning in 3 domains, 39 records`. */
export function summaryLine(summary: Summary): string {
  const { errors, warnings, infos, domains, records } = summary;
  const parts = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
    ...(infos > 0 ? [counted(infos, "info")] : []),
  ];
  return `${parts.length > 0 ? parts.join(", ") : "no findings"} in ${counted(domains, "domain")}, ${counted(records, "record")}`;
}
