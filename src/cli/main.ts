/** The command line behind tools/mailzone.mjs: runs the command, and survives that nobody reads what it prints. */
import { enableCompileCache } from "node:module";
import process from "node:process";
import { runProgram } from "./run-program.ts";

enableCompileCache();

// `mailzone zone | head` closes our output early: that is not an error
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  process.stderr.write(`mailzone: the result could not be written (${error.code ?? error.message})\n`);
  process.exit(2);
});

// findings that nobody reads change neither the result nor the exit code
process.stderr.on("error", () => {});

await runProgram(process.argv.slice(2));
