/** What the commands share: where results and findings go, and the exit code. */
import process from "node:process";
import type { Finding } from "../diagnostic.ts";
import { type Loaded, loadPaths } from "../load.ts";
import { coloured, plain, printFindings } from "../report/text.ts";
import { UnusablePath } from "../spec/files.ts";

/** The command cannot do its work at all: one line for the user, exit code 2. */
export class CannotRun extends Error {}

/** Loads specs for a command. @throws CannotRun when the paths cannot be used */
export function load(paths: readonly string[]): Loaded {
  try {
    return loadPaths(paths);
  } catch (error) {
    if (error instanceof UnusablePath) throw new CannotRun(error.message, { cause: error });
    throw error;
  }
}

export function isColoured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env["NO_COLOR"];
}

export function printResult(text: string): void {
  process.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
}

export function printJson(document: unknown): void {
  printResult(JSON.stringify(document, undefined, 2));
}

/** Findings beside a result that is not about them. */
export function printFindingsAside(findings: readonly Finding[]): void {
  process.stderr.write(printFindings(findings, isColoured(process.stderr) ? coloured : plain));
}

/** Exit 1 when there is an error among the findings. */
export function exitBy(findings: readonly Finding[]): void {
  process.exitCode = findings.some(({ severity }) => severity === "error") ? 1 : 0;
}
