/** Runs checks over zones. */
import type { Zone } from "../cloud/zone.ts";
import { distinct, type Finding } from "../diagnostic.ts";
import type { Check, FleetCheck, Report, ZoneCheck } from "./check.ts";
import { checks as all } from "./checks.ts";

/** Everything the checks find, each fact once: what a domain's zones on two clouds have in common is told for one. Unsorted. */
export function runChecks(zones: readonly Zone[], checks: readonly Check[] = all): Finding[] {
  const ofZones = checks.filter(isZoneCheck);
  return distinct([
    ...zones.flatMap((zone) => checkZone(zone, ofZones)),
    ...checkFleet(zones, checks.filter(isFleetCheck)),
  ]);
}

const isZoneCheck = (check: Check): check is ZoneCheck => "check" in check;
const isFleetCheck = (check: Check): check is FleetCheck => "checkFleet" in check;

const zoneChecks = all.filter(isZoneCheck);
const fleetChecks = all.filter(isFleetCheck);

/** What is found in one zone by itself. */
export function checkZone(zone: Zone, checks: readonly ZoneCheck[] = zoneChecks): Finding[] {
  return collect(checks, (check, report) => check.check(zone, report));
}

/** What is found in all zones of a run together. */
export function checkFleet(zones: readonly Zone[], checks: readonly FleetCheck[] = fleetChecks): Finding[] {
  return collect(checks, (check, report) => check.checkFleet(zones, report));
}

function collect<C extends Check>(checks: readonly C[], run: (check: C, report: Report) => void): Finding[] {
  const findings: Finding[] = [];
  for (const check of checks) {
    const { id, severity } = check;
    run(check, (reported) => findings.push({ severity, ...reported, code: id }));
  }
  return findings;
}
