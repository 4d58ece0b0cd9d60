/** Runs a command of `mailzone` in this process, and sets the exit code; what is thrown becomes words for the user. */
import process from "node:process";
import { inspect } from "node:util";
import { CommanderError } from "commander";
import { visible } from "../words/text.ts";
import { refusalOf } from "./machine.ts";
import { CannotRun } from "./print.ts";
import { makeProgram } from "./program.ts";

/** `words` are what follows `mailzone`. */
export async function runProgram(words: readonly string[]): Promise<void> {
  try {
    await makeProgram().parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const refusal = error instanceof CannotRun ? error.message : refusalOf(error);
    process.stderr.write(
      refusal === undefined
        ? `mailzone: this is a bug in mailzone, please report it\n${inspect(error)}\n`
        : `mailzone: ${visible(refusal)}\n`,
    );
    process.exitCode = 2;
  }
}
