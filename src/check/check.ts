/** What a check is. Each check has its own file, named after its id. */
import type { LiveRecord } from "../cloud/listing.ts";
import type { Code, CodeWords, Explanation, Finding, Severity } from "../finding.ts";
import type { Comparison } from "../inventory/compare.ts";
import type { Zone } from "../plan/zone.ts";

/** A finding as a check reports it. Its code is the check's id, and its severity that of the check unless it has its own. */
export type Reported = Omit<Finding, "code" | "severity"> & { readonly severity?: Severity };

/** Receives a finding of a check. A generator for each check and zone would take a tenth of the time. */
export type Report = (reported: Reported) => void;

/** A finding about records already in a zone. */
export interface LiveReported extends Reported {
  /** The records that it is about, which the stack does not own. */
  readonly live?: readonly LiveRecord[];
}

export type LiveReport = (reported: LiveReported) => void;

/** What `mailzone check --explain` and docs/checks.md say of a check beyond its rule. The examples run as tests. */
export interface CheckExplanation extends Explanation {
  /** A whole spec that the check reports; a comment alone where no spec can have the fault yet. */
  readonly fails: string;
  /** The same spec, fixed. */
  readonly passes: string;
}

/** Checks one zone at a time. It sees together what several domains of a zone have at one name. */
export interface ZoneCheck extends CodeWords {
  readonly id: Code;
  readonly explanation: CheckExplanation;
  /** `now` is that of the run, for what depends on a date in the spec. */
  check(zone: Zone, report: Report, now: Date): void;
  /** Checks the zone as its cloud lists it, under the same id; only in `pulumi preview` and `up`. */
  checkLive?(comparison: Comparison, report: LiveReport): void;
}

/** Checks one zone at a time, with a view of all zones. A check may be of several kinds under its id. */
export interface AmongCheck extends Omit<ZoneCheck, "check"> {
  checkAmong(zone: Zone, zones: readonly Zone[], report: Report): void;
}

/** Checks all zones together. */
export interface FleetCheck extends Omit<ZoneCheck, "check"> {
  checkFleet(zones: readonly Zone[], report: Report): void;
}

/** Checks what is already in a zone. `mailzone check` asks no cloud, so it never reports anything there. */
export interface LiveCheck extends Omit<ZoneCheck, "check" | "checkLive"> {
  checkLive(comparison: Comparison, report: LiveReport): void;
}

export type Check = ZoneCheck | AmongCheck | FleetCheck | LiveCheck;
