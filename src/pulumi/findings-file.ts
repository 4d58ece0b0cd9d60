/** Passes the program's findings to `mailzone plan`, because the engine's diagnostics are text for people. */
import type { Finding, ToldFinding } from "../finding.ts";
import { appendFindings } from "./document.ts";

/** Appends what the run found to the file that $MAILZONE_FINDINGS names; does nothing if it is not set. */
export function tellFindings(findings: readonly ToldFinding[]): void {
  const file = process.env["MAILZONE_FINDINGS"];
  if (file) appendFindings(file, findings);
}

/** Marks what the specs alone have, and `mailzone check` shows. */
export const ofSpecs = (findings: readonly Finding[]): readonly ToldFinding[] =>
  findings.map((finding) => ({ ...finding, ofSpecs: true }));
