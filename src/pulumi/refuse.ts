/** Ends the program with its findings, before anything is registered. */
import { RunError } from "@pulumi/pulumi/errors.js";
import type { Finding, ToldFinding } from "../finding.ts";
import { printFindings } from "../report/text.ts";
import { toldOnce } from "../report/told-once.ts";
import { counted } from "../words/text.ts";
import { tellFindings } from "./findings-file.ts";

/** Ends the program if a finding is an error. @throws RunError, which the engine shows without a stack trace */
export function refuseErrors(findings: readonly ToldFinding[]): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) refuse({ errors, findings });
}

/** Ends the program with every error. @throws RunError */
export function refuse({
  errors,
  findings,
}: {
  readonly errors: readonly Finding[];
  readonly findings: readonly ToldFinding[];
}): never {
  tellFindings(findings);
  throw new RunError(
    `${counted(toldOnce(errors).length, "error")}: nothing was changed\n\n${printFindings(errors)}`,
  );
}

/**
 * Ends the program if zones contain conflicting records, or a guard stops the change. Warnings are reported too, since
 * nothing else would show them then.
 */
export function refuseLive(
  { findings, unread }: { readonly findings: readonly Finding[]; readonly unread: readonly Finding[] },
  guarded: readonly Finding[] = [],
): void {
  const told = [...unread, ...findings.filter(({ severity }) => severity !== "info"), ...guarded];
  const errors = told.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  tellFindings(told);
  const where = guarded.some(({ severity }) => severity === "error") ? "" : " in the live zones";
  throw new RunError(
    `${counted(toldOnce(errors).length, "error")}${where}: nothing was changed\n\n${printFindings(told)}`,
  );
}
