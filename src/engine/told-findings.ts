/** What the program found in a run, from the file that $MAILZONE_FINDINGS names (src/pulumi/findings-file.ts). */
import type { Finding } from "../finding.ts";
import { readIfThere } from "./read-if-there.ts";

/** Nothing if there is no file: the program found nothing, or did not come that far. */
export function toldFindings(file: string): Finding[] {
  const lines = (readIfThere(file) ?? "").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Finding);
}
