import { RunError } from "@pulumi/pulumi/errors.js";
import type { Finding } from "../diagnostic.ts";
import { counted } from "../report/summary.ts";
import { printFindings } from "../report/text.ts";

/** Ends the program with every error among the findings. @throws RunError, which the engine shows without a stack */
export function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new RunError(`${counted(errors.length, "error")}: nothing was changed\n\n${printFindings(errors)}`);
}
