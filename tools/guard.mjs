/**
 * Runs the command in its arguments, and ends it with all that it started once stdin ends. Whoever started this process holds
 * the other end of stdin: if it is killed with SIGKILL, nothing else could end what it started.
 *
 * It leads a process group of its own. Signals to the group are for the command, which decides when to end; what it then
 * leaves is killed.
 */
import { spawn } from "node:child_process";
import os from "node:os";

const GRACE_MILLISECONDS = 10_000;

const [command, ...words] = process.argv.slice(2);
let isEnding = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    isEnding = true;
  });
}

const child = spawn(command, words, { stdio: ["ignore", "inherit", "inherit"] });
child.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, signal) => {
  if (isEnding) {
    killGroup("SIGKILL");
  }
  process.exit(code ?? 128 + os.constants.signals[signal]);
});

process.stdin.resume().on("close", () => {
  isEnding = true;
  killGroup("SIGINT");
  setTimeout(killGroup, GRACE_MILLISECONDS, "SIGKILL");
});

function killGroup(signal) {
  process.kill(-process.pid, signal);
}
