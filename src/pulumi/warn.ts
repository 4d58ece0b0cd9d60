/** Shows warnings beside what the engine shows. Infos are for `mailzone check`. */
import log from "@pulumi/pulumi/log/index.js";
import type { Resource } from "@pulumi/pulumi/resource.js";
import type { Finding } from "../finding.ts";
import { printFinding } from "../report/text.ts";

/** Warnings that are shown in full; the rest is counted. */
const SHOWN = 20;

/** Shows each warning at the resource that it is about, where there is one. */
export function warn(
  findings: readonly Finding[],
  resourceOf: (finding: Finding) => Resource | undefined,
): void {
  const warnings = findings.filter(({ severity }) => severity === "warning");
  for (const finding of warnings.slice(0, SHOWN)) void log.warn(printFinding(finding), resourceOf(finding));
  const rest = warnings.length - SHOWN;
  if (rest > 0) void log.warn(`and ${rest} more warnings: mailzone check lists them`);
}
