import { RunError } from "@pulumi/pulumi/errors.js";
import type { Finding } from "../diagnostic.ts";
import { printFindings } from "../report/text.ts";

/** Ends the program with every error among the findings. @throws RunError, which the engine shows without a stack */
export function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const count = `${errors.length} error${errors.length === 1 ? "" : "s"}`;
  throw new RunError(`${count}: nothing was changed\n\n${printFindings(errors)}`);
}
