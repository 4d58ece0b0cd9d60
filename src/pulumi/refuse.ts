import { RunError } from "@pulumi/pulumi/errors.js";
import type { Finding } from "../finding.ts";
import { printFindings } from "../report/text.ts";
import { counted } from "../words/text.ts";
import { tellFindings } from "./findings-file.ts";
import type { LiveZones } from "./live-zones.ts";

/** Ends the program with every error among the findings. @throws RunError, which the engine shows without a stack */
export function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  tellFindings(findings);
  throw new RunError(`${counted(errors.length, "error")}: nothing was changed\n\n${printFindings(errors)}`);
}

/**
 * Ends the program when zones hold what is in the way, or a guard stops the change: warnings are told too, which nothing
 * else would show then.
 */
export function refuseLive(
  { findings, unread }: Pick<LiveZones, "findings" | "unread">,
  guarded: readonly Finding[] = [],
): void {
  const told = [...unread, ...findings.filter(({ severity }) => severity !== "info"), ...guarded];
  const errors = told.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  tellFindings(told);
  const where = guarded.some(({ severity }) => severity === "error") ? "" : " in the zones as they are";
  throw new RunError(
    `${counted(errors.length, "error")}${where}: nothing was changed\n\n${printFindings(told)}`,
  );
}
