/** `plan-unsettled`: owners whose records were imported, and change between CNAME and data before an update has seen them. */
import type { Finding } from "../finding.ts";
import { unsettledAnchors } from "../inventory/kept.ts";
import type { Owned } from "../inventory/owned.ts";
import type { PlannedResource } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";

export function planUnsettled(
  zones: readonly Zone[],
  planned: readonly PlannedResource[],
  owned: Owned,
  stack: string,
): Finding[] {
  return unsettledAnchors(zones, planned, owned).map(({ name, domain, args: { input } }) => ({
    code: "plan-unsettled",
    severity: "error",
    message: `${name} holds ${input === "cname" ? "a CNAME where other records are" : "records where a CNAME is"} to stand, and they were imported: one update would delete them too late, and stop half-way`,
    help: `it takes two steps: MAILZONE_KEEP=true pulumi up --stack ${stack}, which changes no record, or mailzone adopt ${stack}, which runs it; then pulumi up`,
    domain,
  }));
}
