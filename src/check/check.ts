/** What a check is. One file a check, named after its id; `checks.ts` lists them. */
import type { LiveRecord } from "../cloud/listing.ts";
import type { Finding, Severity } from "../finding.ts";
import type { Comparison } from "../inventory/compare.ts";
import type { Zone } from "../plan/zone.ts";

/** A finding as a check tells it: its code is the check's id, its severity the check's own unless it says otherwise. */
export type Reported = Omit<Finding, "code" | "severity"> & { readonly severity?: Severity };

/** Takes a finding of a check. A call, where a generator for each check and zone would take a tenth of a run's time. */
export type Report = (reported: Reported) => void;

/** A finding on what a zone holds already. */
export interface LiveReported extends Reported {
  /** The records that it is about, which are not the stack's. */
  readonly live?: readonly LiveRecord[];
}

export type LiveReport = (reported: LiveReported) => void;

/** What `mailzone check --explain` and docs/checks.md say of a check beyond its rule. The examples are run as tests. */
export interface Explanation {
  /** Why the rule is as it is. */
  readonly why: string;
  /** What happens to mail when it is broken. */
  readonly effect: string;
  /** The edit that mends it, in general. */
  readonly fix: string;
  /** A whole spec that the check finds fault with; a comment alone where no spec can ask for the fault yet. */
  readonly fails: string;
  /** The same spec mended. */
  readonly passes: string;
}

/** Judges one zone at a time; what several domains of a zone have at one name is seen together. */
export interface ZoneCheck {
  readonly id: string;
  readonly severity: Severity;
  /** The rule in one sentence: what must hold, and what follows when it does not. */
  readonly rule: string;
  /** RFC clause, vendor page with date, or "practice". */
  readonly source: string;
  readonly explanation: Explanation;
  check(zone: Zone, report: Report): void;
  /** What the check says, under the same id, of a zone as its cloud lists it; only in `pulumi preview` and `up`. */
  checkLive?(comparison: Comparison, report: LiveReport): void;
}

/** Judges one zone at a time, in view of all zones of a run. A check may be of several kinds under its id. */
export interface AmongCheck extends Omit<ZoneCheck, "check"> {
  checkAmong(zone: Zone, zones: readonly Zone[], report: Report): void;
}

/** Judges all zones of a run together. */
export interface FleetCheck extends Omit<ZoneCheck, "check"> {
  checkFleet(zones: readonly Zone[], report: Report): void;
}

/** Judges what a zone holds already; `mailzone check` asks no cloud, so it is silent there. */
export interface LiveCheck extends Omit<ZoneCheck, "check" | "checkLive"> {
  checkLive(comparison: Comparison, report: LiveReport): void;
}

export type Check = ZoneCheck | AmongCheck | FleetCheck | LiveCheck;
