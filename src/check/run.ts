/** Runs checks over zones. */
import { distinct, type Finding } from "../finding.ts";
import type { Zone } from "../plan/zone.ts";
import type { AmongCheck, Check, FleetCheck, Report, ZoneCheck } from "./check.ts";
import { checks as all } from "./checks.ts";

/** All findings, each once: what a domain's zones on two clouds have in common is reported for one of them. Unsorted. */
export function runChecks(zones: readonly Zone[], checks: readonly Check[] = all): Finding[] {
  return distinct([
    ...[...checkZones(zones, checks.filter(isZoneCheck)).values()].flat(),
    ...checkFleet(zones, checks.filter(isAmongCheck), checks.filter(isFleetCheck)),
  ]);
}

const isZoneCheck = (check: Check): check is ZoneCheck => "check" in check;
const isAmongCheck = (check: Check): check is AmongCheck => "checkAmong" in check;
const isFleetCheck = (check: Check): check is FleetCheck => "checkFleet" in check;

const zoneChecks = all.filter(isZoneCheck);
const amongChecks = all.filter(isAmongCheck);
const fleetChecks = all.filter(isFleetCheck);

/**
 * How many zones are checked together, check by check: few enough that their records stay in the processor's caches, and
 * enough to make up for loading the code of each check.
 */
const AT_ONCE = 32;

function* batches(zones: readonly Zone[]): Generator<readonly Zone[]> {
  for (let from = 0; from < zones.length; from += AT_ONCE) yield zones.slice(from, from + AT_ONCE);
}

/** The findings of each zone by itself. */
function checkZones(
  zones: readonly Zone[],
  checks: readonly ZoneCheck[] = zoneChecks,
): Map<Zone, readonly Finding[]> {
  const findings = new Map<Zone, Finding[]>();
  for (const some of batches(zones)) {
    const lists = some.map((): Finding[] => []);
    for (const [i, zone] of some.entries()) findings.set(zone, lists[i] as Finding[]);
    for (const check of checks) {
      let list: Finding[] = [];
      const report = reporter(check, (finding) => list.push(finding));
      for (let i = 0; i < some.length; i++) {
        list = lists[i] as Finding[];
        check.check(some[i] as Zone, report);
      }
    }
  }
  return findings;
}

/** The findings of zones in view of the others, and of all zones together. */
function checkFleet(
  zones: readonly Zone[],
  among: readonly AmongCheck[] = amongChecks,
  together: readonly FleetCheck[] = fleetChecks,
): Finding[] {
  const findings: Finding[] = [];
  const take = (finding: Finding): void => {
    findings.push(finding);
  };
  for (const some of batches(zones)) {
    for (const check of among) {
      const report = reporter(check, take);
      for (const zone of some) check.checkAmong(zone, zones, report);
    }
  }
  for (const check of together) check.checkFleet(zones, reporter(check, take));
  return findings;
}

function reporter({ id, severity }: Check, take: (finding: Finding) => void): Report {
  return (reported) => take({ severity, ...reported, code: id });
}

/** The checks of a run, made while its zones come in. */
export class RunningChecks {
  readonly #found = new Map<Zone, readonly Finding[]>();
  #waiting: Zone[] = [];

  /** Checks zones by themselves, as soon as there are enough of them. */
  add(zones: readonly Zone[]): void {
    for (const zone of zones) this.#waiting.push(zone);
    if (this.#waiting.length < AT_ONCE) return;
    this.#check(this.#waiting);
    this.#waiting = [];
  }

  /** What is found in these zones, which are all: one that a later spec joined is another zone, and is checked now. */
  finish(zones: readonly Zone[]): Finding[] {
    this.#check(zones.filter((zone) => !this.#found.has(zone)));
    return [...zones.flatMap((zone) => this.#found.get(zone) ?? []), ...checkFleet(zones)];
  }

  #check(zones: readonly Zone[]): void {
    for (const [zone, findings] of checkZones(zones)) this.#found.set(zone, findings);
  }
}
