/** Shows warnings, and what the specs waive, in the engine's output. Infos are left to `mailzone check`. */
import log from "@pulumi/pulumi/log/index.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import type { Grounds } from "../check/accept.ts";
import { type Finding, numberOf } from "../finding.ts";
import { printFinding, printWaived } from "../report/text.ts";

/** How many warnings are shown in full; the rest are counted. */
const SHOWN = 20;

/** Shows each warning at the resource that it is about, if there is one. */
export function warn(
  findings: readonly Finding[],
  resourceOf: (finding: Finding) => Resource | undefined,
): void {
  const warnings = findings.filter(({ severity }) => severity === "warning");
  for (const finding of warnings.slice(0, SHOWN)) void log.warn(printFinding(finding), resourceOf(finding));
  const rest = numberOf(warnings.slice(SHOWN));
  if (rest > 0)
    void log.warn(`and ${rest} more ${rest === 1 ? "warning" : "warnings"}: mailzone check lists them`);
}

/** Shows what the specs waive, so that no run is silent about it. */
export function tellWaived(waived: readonly (Finding & Grounds)[]): void {
  if (waived.length === 0) return;
  const rest = waived.length - SHOWN;
  const more = rest > 0 ? `and ${rest} more: mailzone check lists them` : "";
  void log.info(`${printWaived(waived.slice(0, SHOWN))}${more}`.trimEnd());
}
