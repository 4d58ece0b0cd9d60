/** Shared by the commands: where results and findings go, and the exit code. */
import process from "node:process";
import type { Finding } from "../finding.ts";
import { type Loaded, loadOpen } from "../pipeline.ts";
import { coloured, plain, printFindings } from "../report/text.ts";
import { open } from "./open.ts";
import { CannotRun, printJson, printResult } from "./print.ts";

export { CannotRun, printJson, printResult };

/** Loads specs for a command. @throws CannotRun when the paths cannot be used */
export function load(paths: readonly string[]): Loaded {
  return loadOpen(open(paths));
}

export function isColoured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env["NO_COLOR"];
}

/** Prints findings beside a result that is not about them. */
export function printFindingsAside(findings: readonly Finding[]): void {
  process.stderr.write(printFindings(findings, isColoured(process.stderr) ? coloured : plain));
}

/** Exit 1 when there is an error among the findings. */
export function exitBy(findings: readonly Finding[]): void {
  process.exitCode = findings.some(({ severity }) => severity === "error") ? 1 : 0;
}
