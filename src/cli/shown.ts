/** How much of what was found a command shows. */
import process from "node:process";
import type { Severity } from "../finding.ts";
import { visible } from "../words/text.ts";

export interface Shown {
  /** The least severe findings that are shown. */
  readonly severity?: Severity;
  /** Errors only, and no hints. */
  readonly quiet?: true;
}

/** The least severity to show; `usual` is the command's own. */
export const leastShown = ({ severity, quiet }: Shown, usual: Severity): Severity =>
  severity ?? (quiet ? "error" : usual);

/** A line for people beside a result, which is left out if they want none. */
export function hint(line: string, { quiet }: Shown): void {
  if (line !== "" && !quiet) process.stderr.write(`${line}\n`);
}

/** Says which command comes next, if any does. `command` is for a shell. */
export const hintNext = (command: string, shown: Shown): void =>
  hint(command === "" ? "" : `Next: ${visible(command)}`, shown);
