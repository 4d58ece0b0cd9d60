/** Runs the checks of what zones hold already. */
import type { Comparison } from "../cloud/compare.ts";
import type { LiveRecord } from "../cloud/listing.ts";
import type { Finding } from "../diagnostic.ts";
import type { Check, LiveReported } from "./check.ts";
import { checks as all } from "./checks.ts";

/** A finding on records of a zone. */
export interface LiveFinding extends Finding {
  /** The foreign records that it is about; none where it is about the zone. */
  readonly live: readonly LiveRecord[];
}

/** Everything that the checks find in a zone, in the order of the checks. */
export function runLiveChecks(comparison: Comparison, checks: readonly Check[] = all): LiveFinding[] {
  return checks.flatMap((check) =>
    check.checkLive === undefined
      ? []
      : [...check.checkLive(comparison)].map((reported) => toFinding(check, reported)),
  );
}

const toFinding = ({ id, severity }: Check, { live = [], ...reported }: LiveReported): LiveFinding => ({
  severity,
  ...reported,
  code: id,
  live,
});
