/** Passes the program's findings to `mailzone plan`, because the engine's diagnostics are text for people. */
import { appendFileSync } from "node:fs";
import type { Finding } from "../finding.ts";

/** Appends the findings to the file that $MAILZONE_FINDINGS names, one per line as JSON; does nothing if it is not set. */
export function tellFindings(findings: readonly Finding[]): void {
  const file = process.env["MAILZONE_FINDINGS"];
  if (file) appendFileSync(file, findings.map((finding) => `${JSON.stringify(finding)}\n`).join(""));
}
