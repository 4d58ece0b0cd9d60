/** Errors that carry the engine's own words. */
import process from "node:process";
import { visible } from "../words/text.ts";
import { CannotRun } from "./print.ts";

/** What the user can mend is one line; what the engine said, on the lines behind the first, is shown before it. */
export function inOneLine(error: Error): CannotRun {
  const [first = "", ...more] = error.message.split("\n");
  for (const line of more) process.stderr.write(`${visible(line.trimEnd())}\n`);
  return new CannotRun(first, { cause: error });
}
