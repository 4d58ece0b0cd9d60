/** Shows warnings, and what the specs waive, in the engine's output. Infos are left to `mailzone check`. */
import log from "@pulumi/pulumi/log/index.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import type { Grounds } from "../check/accept.ts";
import { type Finding, numberOf } from "../finding.ts";
import { printFinding, printWaived, shownGrounds } from "../report/text.ts";
import { toldOnce } from "../report/told-once.ts";
import { ownCommand } from "../words/own-command.ts";

/** How many warnings are shown in full; the rest are counted. */
const SHOWN = 20;

/** Shows each warning at the resource that it is about, if there is one; those of one cause once, at the first. */
export function warn(
  findings: readonly Finding[],
  resourceOf: (finding: Finding) => Resource | undefined,
): void {
  const warnings = toldOnce(findings.filter(({ severity }) => severity === "warning"));
  for (const finding of warnings.slice(0, SHOWN)) void log.warn(printFinding(finding), resourceOf(finding));
  const rest = numberOf(warnings.slice(SHOWN));
  if (rest > 0)
    void log.warn(
      `and ${rest} more ${rest === 1 ? "warning" : "warnings"}: ${ownCommand("check")} lists them`,
    );
}

/** Shows what the specs waive, so that no run is silent about it. */
export function tellWaived(waived: readonly (Finding & Grounds)[]): void {
  if (waived.length === 0) return;
  const told = toldOnce(waived, shownGrounds);
  const rest = numberOf(told.slice(SHOWN));
  const more = rest > 0 ? `and ${rest} more: ${ownCommand("check")} lists them` : "";
  void log.info(`${printWaived(told.slice(0, SHOWN))}${more}`.trimEnd());
}
