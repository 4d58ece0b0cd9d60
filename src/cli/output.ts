/** Shared by the commands: where results and findings go, and the exit code. */
import process from "node:process";
import { atLeast, type Finding } from "../finding.ts";
import { type Loaded, loadOpen } from "../pipeline.ts";
import { unshownLine } from "../report/summary.ts";
import { coloured, plain, printFindings } from "../report/text.ts";
import { ownCommand } from "../words/own-command.ts";
import { onlyOf } from "./only.ts";
import { open } from "./open.ts";
import { tellOwnPresets } from "./own-preset-faults.ts";
import { CannotRun, printJson, printResult } from "./print.ts";
import { hint, leastShown, type Shown } from "./shown.ts";

export { CannotRun, printJson, printResult };

/** Loads specs for a command, of `stack` if it is named, and keeps what concerns some mail domains if any are. @throws CannotRun when the paths cannot be used */
export function load(paths: readonly string[], only: readonly string[] = [], stack?: string): Loaded {
  return onlyOf(loadOpen(open(paths, stack)), only, { paths, tell: printFindingsAside });
}

export function isColoured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env["NO_COLOR"];
}

/** Prints the errors of specs beside a result that is not about them, and how many other findings there are. */
export function printSpecFindings(findings: readonly Finding[], shown: Shown): void {
  const told = atLeast(findings, leastShown(shown, "error"));
  printFindingsAside(told);
  hint(unshownLine(findings, told, `${ownCommand("check")} shows them`), shown);
}

/** Prints findings beside a result that is not about them. */
export function printFindingsAside(findings: readonly Finding[]): void {
  const others = tellOwnPresets(findings);
  process.stderr.write(printFindings(others, isColoured(process.stderr) ? coloured : plain));
}

/** Exit 1 when there is an error among the findings. */
export function exitBy(findings: readonly Finding[]): void {
  process.exitCode = findings.some(({ severity }) => severity === "error") ? 1 : 0;
}
