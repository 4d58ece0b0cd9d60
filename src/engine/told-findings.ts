/** What the program found in a run, from the file that $MAILZONE_FINDINGS names (src/pulumi/findings-file.ts). */
import type { ToldFinding } from "../finding.ts";
import { readIfThere } from "./read-if-there.ts";

/** Undefined if there is no file: the program ended before it knew what it would do, so that nothing was registered. */
export function toldFindings(file: string): ToldFinding[] | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const lines = text.split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as ToldFinding);
}
