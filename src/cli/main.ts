/** The command line behind tools/mailzone.mjs: runs the command, and sets the exit code. */
import { enableCompileCache } from "node:module";
import process from "node:process";
import { inspect } from "node:util";
import { CommanderError } from "commander";
import { visible } from "../words/text.ts";
import { refusalOf } from "./machine.ts";
import { CannotRun } from "./print.ts";
import { makeProgram } from "./program.ts";

enableCompileCache();

// `mailzone zone | head` closes our output early: that is not an error
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  process.stderr.write(`mailzone: the result could not be written (${error.code ?? error.message})\n`);
  process.exit(2);
});

// findings that nobody reads change neither the result nor the exit code
process.stderr.on("error", () => {});

try {
  await makeProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof CannotRun) {
    process.stderr.write(`mailzone: ${visible(error.message)}\n`);
    process.exitCode = 2;
  } else if (refusalOf(error) !== undefined) {
    process.stderr.write(`mailzone: ${visible(refusalOf(error) ?? "")}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`mailzone: this is a bug in mailzone, please report it\n${inspect(error)}\n`);
    process.exitCode = 2;
  }
}
