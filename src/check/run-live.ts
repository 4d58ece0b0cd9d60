/** Runs the checks of records that are already in zones. */
import type { LiveRecord } from "../cloud/listing.ts";
import type { Finding } from "../finding.ts";
import type { Comparison } from "../inventory/compare.ts";
import type { Check } from "./check.ts";
import { checks as all } from "./checks.ts";

/** A finding about records of a zone. */
export interface LiveFinding extends Finding {
  /** The foreign records that it is about; none if it is about the zone. */
  readonly live: readonly LiveRecord[];
}

/** All findings of the checks in a zone, in the order of the checks. */
export function runLiveChecks(comparison: Comparison, checks: readonly Check[] = all): LiveFinding[] {
  const findings: LiveFinding[] = [];
  for (const { id, severity, checkLive } of checks) {
    checkLive?.(comparison, ({ live = [], ...reported }) => {
      findings.push({ severity, ...reported, code: id, live });
    });
  }
  return findings;
}
