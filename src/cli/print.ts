/** Prints results, and says that there is none. Loads nothing, so that small commands start at once. */
import process from "node:process";
import { printableJson } from "../words/text.ts";

/** The command cannot do its work at all: one line for the user, exit code 2. */
export class CannotRun extends Error {}

/** The exit code after Ctrl-C, as shells report it. */
export const INTERRUPTED = 130;

export function printResult(text: string): void {
  process.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
}

export function printJson(document: unknown): void {
  printResult(printableJson(document, 2));
}
