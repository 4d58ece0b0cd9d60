/** Runs checks over zones. */
import type { Zone } from "../cloud/zone.ts";
import type { Finding } from "../diagnostic.ts";
import type { Check, Reported } from "./check.ts";
import { checks as all } from "./checks.ts";

/** Everything the checks find, each fact once: what a domain's zones on two clouds have in common is told for one. Unsorted. */
export function runChecks(zones: readonly Zone[], checks: readonly Check[] = all): Finding[] {
  const findings = new Map<string, Finding>();
  for (const check of checks) {
    for (const reported of reports(check, zones)) {
      const finding: Finding = { ...reported, code: check.id, severity: reported.severity ?? check.severity };
      const { file, line, column } = finding.place ?? {};
      const key = `${check.id} ${file}:${line}:${column} ${finding.message}`;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return [...findings.values()];
}

function* reports(check: Check, zones: readonly Zone[]): Generator<Reported> {
  if ("checkFleet" in check) yield* check.checkFleet(zones);
  else for (const zone of zones) yield* check.check(zone);
}
