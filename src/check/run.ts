/** Runs checks over zones. */
import type { Zone } from "../cloud/zone.ts";
import { distinct, type Finding } from "../diagnostic.ts";
import type { Check, Reported } from "./check.ts";
import { checks as all } from "./checks.ts";

/** Everything the checks find, each fact once: what a domain's zones on two clouds have in common is told for one. Unsorted. */
export function runChecks(zones: readonly Zone[], checks: readonly Check[] = all): Finding[] {
  return distinct([...zones.flatMap((zone) => checkZone(zone, checks)), ...checkFleet(zones, checks)]);
}

/** What is found in one zone by itself. */
export function checkZone(zone: Zone, checks: readonly Check[] = all): Finding[] {
  const findings: Finding[] = [];
  for (const check of checks) {
    if ("check" in check) collect(check, check.check(zone), findings);
  }
  return findings;
}

/** What is found in all zones of a run together. */
export function checkFleet(zones: readonly Zone[], checks: readonly Check[] = all): Finding[] {
  const findings: Finding[] = [];
  for (const check of checks) {
    if ("checkFleet" in check) collect(check, check.checkFleet(zones), findings);
  }
  return findings;
}

function collect({ id, severity }: Check, reports: Iterable<Reported>, findings: Finding[]): void {
  for (const reported of reports) findings.push({ severity, ...reported, code: id });
}
