/** Runs checks over zones. */
import { distinct, type Finding, FindingLimit } from "../finding.ts";
import type { Zone } from "../plan/zone.ts";
import type { AmongCheck, Check, FleetCheck, Report, ZoneCheck } from "./check.ts";
import { checks as all } from "./checks.ts";

/** All findings, each once: what a domain's zones on two clouds have in common is reported for one of them. Unsorted. */
export function runChecks(
  zones: readonly Zone[],
  checks: readonly Check[] = all,
  now: Date = new Date(),
): Finding[] {
  return distinct([
    ...[...checkZones(zones, now, checks.filter(isZoneCheck)).values()].flat(),
    ...checkFleet(zones, zones, checks.filter(isAmongCheck), checks.filter(isFleetCheck)),
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
  now: Date,
  checks: readonly ZoneCheck[] = zoneChecks,
): Map<Zone, readonly Finding[]> {
  const findings = new Map<Zone, Finding[]>();
  for (const some of batches(zones)) {
    const lists = some.map((): Finding[] => []);
    for (const [i, zone] of some.entries()) findings.set(zone, lists[i] as Finding[]);
    for (const check of checks) {
      const collector = new Collector();
      const report = reporter(check, (finding) => collector.take(finding));
      for (let i = 0; i < some.length; i++) {
        collector.begin(lists[i] as Finding[]);
        check.check(some[i] as Zone, report, now);
        collector.end();
      }
    }
  }
  return findings;
}

/** The findings of `own` of the zones in view of the others, and of all zones together. */
function checkFleet(
  zones: readonly Zone[],
  own: readonly Zone[],
  among: readonly AmongCheck[] = amongChecks,
  together: readonly FleetCheck[] = fleetChecks,
): Finding[] {
  const findings: Finding[] = [];
  const collector = new Collector();
  const take = (finding: Finding): void => collector.take(finding);
  for (const some of batches(own)) {
    for (const check of among) {
      const report = reporter(check, take);
      for (const zone of some) {
        collector.begin(findings);
        check.checkAmong(zone, zones, report);
        collector.end();
      }
    }
  }
  for (const check of together) {
    collector.begin(findings);
    check.checkFleet(zones, reporter(check, take));
    collector.end();
  }
  return findings;
}

/** From this number of findings of one check in one zone on, those of one owner are limited. */
const MANY = 1000;
const MOST_AT_OWNER = 100;

/**
 * Collects what one check finds in one zone: a text of a page can have thousands of mistakes, and a fleet thousands of
 * such texts. Findings that a waiver or a profile could tell apart never stand for each other.
 */
class Collector {
  #list: Finding[] = [];
  #found = 0;
  #limit: FindingLimit | undefined;

  begin(list: Finding[]): void {
    this.#list = list;
    this.#found = 0;
  }

  take(finding: Finding): void {
    if (this.#found++ < MANY) this.#list.push(finding);
    else {
      this.#limit ??= limitOf(this.#list.splice(this.#list.length - MANY));
      this.#limit.add(finding);
    }
  }

  end(): void {
    for (const finding of this.#limit?.finish() ?? []) this.#list.push(finding);
    this.#limit = undefined;
  }
}

function limitOf(findings: readonly Finding[]): FindingLimit {
  const limit = new FindingLimit(
    MOST_AT_OWNER,
    ({ severity, domain, owner }) => `${severity} ${domain} ${owner}`,
  );
  for (const finding of findings) limit.add(finding);
  return limit;
}

function reporter({ id, severity }: Check, take: (finding: Finding) => void): Report {
  return (reported) => take({ severity, ...reported, code: id });
}

/** The checks of a run, made while its zones come in. */
export class RunningChecks {
  readonly #found = new Map<Zone, readonly Finding[]>();
  readonly #now = new Date();
  #waiting: Zone[] = [];

  /** Checks zones by themselves, as soon as there are enough of them. */
  add(zones: readonly Zone[]): void {
    for (const zone of zones) this.#waiting.push(zone);
    if (this.#waiting.length < AT_ONCE) return;
    this.#check(this.#waiting);
    this.#waiting = [];
  }

  /** What is found in `own` of these zones, which are all, and in all together: one that a later spec joined is another zone, and is checked now. */
  finish(zones: readonly Zone[], own: readonly Zone[] = zones): Finding[] {
    this.#check(own.filter((zone) => !this.#found.has(zone)));
    return [...own.flatMap((zone) => this.#found.get(zone) ?? []), ...checkFleet(zones, own)];
  }

  #check(zones: readonly Zone[]): void {
    for (const [zone, findings] of checkZones(zones, this.#now)) this.#found.set(zone, findings);
  }
}
