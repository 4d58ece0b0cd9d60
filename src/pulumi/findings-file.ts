/** Passes the program's findings to `mailzone plan`, because the engine's diagnostics are text for people. */
import type { Finding } from "../finding.ts";
import { appendFindings } from "./document.ts";

/** Appends the findings to the file that $MAILZONE_FINDINGS names; does nothing if it is not set. */
export function tellFindings(findings: readonly Finding[]): void {
  const file = process.env["MAILZONE_FINDINGS"];
  if (file) appendFindings(file, findings);
}
