/** What the program found, told to `mailzone plan` besides the engine, whose diagnostics are text for people. */
import { appendFileSync } from "node:fs";
import type { Finding } from "../finding.ts";

/** Appends the findings to the file that $MAILZONE_FINDINGS names, one a line as JSON; does nothing where none is named. */
export function tellFindings(findings: readonly Finding[]): void {
  const file = process.env["MAILZONE_FINDINGS"];
  if (file) appendFileSync(file, findings.map((finding) => `${JSON.stringify(finding)}\n`).join(""));
}
