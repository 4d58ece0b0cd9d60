/** Shows warnings in the engine's output. Infos are left to `mailzone check`. */
import log from "@pulumi/pulumi/log/index.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import type { Finding } from "../finding.ts";
import { printFinding } from "../report/text.ts";

/** How many warnings are shown in full; the rest are counted. */
const SHOWN = 20;

/** Shows each warning at the resource that it is about, if there is one. */
export function warn(
  findings: readonly Finding[],
  resourceOf: (finding: Finding) => Resource | undefined,
): void {
  const warnings = findings.filter(({ severity }) => severity === "warning");
  for (const finding of warnings.slice(0, SHOWN)) void log.warn(printFinding(finding), resourceOf(finding));
  const rest = warnings.length - SHOWN;
  if (rest > 0)
    void log.warn(`and ${rest} more ${rest === 1 ? "warning" : "warnings"}: mailzone check lists them`);
}
