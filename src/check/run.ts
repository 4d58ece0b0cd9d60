/** Runs checks over zones. */
import type { Zone } from "../cloud/zone.ts";
import type { Finding } from "../diagnostic.ts";
import type { Check, Reported } from "./check.ts";
import { checks as all } from "./checks.ts";

/** Everything the checks find, each fact once: what a domain's zones on two clouds have in common is told for one. Unsorted. */
export function runChecks(zones: readonly Zone[], checks: readonly Check[] = all): Finding[] {
  const findings = new Map<string, Finding>();
  const collect = ({ id, severity }: Check, reports: Iterable<Reported>): void => {
    for (const reported of reports) {
      const { file, line, column } = reported.place ?? {};
      const key = `${id} ${file}:${line}:${column} ${reported.message}`;
      if (!findings.has(key)) findings.set(key, { severity, ...reported, code: id });
    }
  };
  // a zone after the other, each through all checks: ten thousand zones do not fit in a processor's cache
  const zoneChecks = checks.filter((check) => "check" in check);
  for (const zone of zones) {
    for (const check of zoneChecks) collect(check, check.check(zone));
  }
  for (const check of checks) {
    if ("checkFleet" in check) collect(check, check.checkFleet(zones));
  }
  return [...findings.values()];
}
