/** `plan-unsettled`: owners whose records were imported, and that change between CNAME and data without an update in between. */
import { shellWord } from "../../tools/shell-word.mjs";
import type { Finding } from "../finding.ts";
import { unsettledAnchors } from "../inventory/kept.ts";
import type { Owned } from "../inventory/owned.ts";
import type { PlannedResource } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { ownCommand } from "../words/own-command.ts";

export function planUnsettled(
  zones: readonly Zone[],
  planned: readonly PlannedResource[],
  owned: Owned,
  stack: string,
): Finding[] {
  return unsettledAnchors(zones, planned, owned).map(({ name, domain, args: { input } }) => ({
    code: "plan-unsettled",
    severity: "error",
    message: `${name} has ${input === "cname" ? "an imported CNAME that other records replace" : "imported records that a CNAME replaces"}: a single update would delete too late, and stop halfway`,
    help: `do it in two steps: first MAILZONE_KEEP=true pulumi up --stack ${shellWord(stack)}, which changes no record (${ownCommand(`adopt ${shellWord(stack)}`)} runs it for you), then pulumi up`,
    domain,
  }));
}
