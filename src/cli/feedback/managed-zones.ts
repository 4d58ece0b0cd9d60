/** The specs beside which reports are read. */
import { existsSync } from "node:fs";
import process from "node:process";
import type { Zone } from "../../plan/zone.ts";
import { STACKS } from "../../spec/find.ts";
import { load, printSpecFindings } from "../output.ts";
import type { Shown } from "../shown.ts";

/**
 * The zones of the specs at the paths; without paths those of `stacks/`, or none if there is no such folder, which is said.
 * Errors in specs are told beside, since the reports can be read all the same.
 * @throws CannotRun when a path cannot be used
 */
export function managedZones(paths: readonly string[], shown: Shown): readonly Zone[] {
  if (paths.length === 0 && !existsSync(STACKS)) {
    if (!shown.quiet)
      process.stderr.write(
        `there is no folder ${STACKS}, so it is not known who sends for you: name your specs with --specs\n`,
      );
    return [];
  }
  const { zones, findings } = load(paths.length === 0 ? [STACKS] : paths);
  printSpecFindings(
    findings.filter(({ severity }) => severity === "error"),
    shown,
  );
  return zones;
}
