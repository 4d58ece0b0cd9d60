/** Child processes: run for their output, supervised for a long time, or run in this process's place. */
import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
const GRACE_MILLISECONDS = 10_000;
const GUARD = fileURLToPath(new URL("guard.mjs", import.meta.url));

/** What runs now, each with a promise of its end. */
const running = new Map();
let isStopping = false;

/**
 * Runs a command to its end and yields `{code, stdout, stderr}`. Never rejects: the code is 127 if the command could not be
 * started, 128 if a signal or a limit ended it.
 *
 * `every` is called each `everySeconds` with the seconds passed. The command and everything it started are killed after
 * `timeoutSeconds`, if nothing arrives on stdout in the first `silentSeconds`, and when this process exits.
 *
 * @param {string} command
 * @param {readonly string[]} words
 * @param {import("node:child_process").SpawnOptions & {timeoutSeconds?: number, silentSeconds?: number, every?: (seconds: number) => void,
 *   everySeconds?: number}} [options]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 */
export function ask(
  command,
  words,
  { timeoutSeconds, silentSeconds, every, everySeconds = 12, ...options } = {},
) {
  const started = Date.now();
  // A process group of its own, so that what the command started can be killed with it.
  const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], detached: true, ...options });
  const answer = { stdout: "", stderr: "" };
  const kill = () => killGroup(child, "SIGKILL");
  const limit = timeoutSeconds && setTimeout(kill, timeoutSeconds * 1000);
  const silence = silentSeconds && setTimeout(kill, silentSeconds * 1000);
  const tick = () => isStopping || every(Math.round((Date.now() - started) / 1000));
  const ticks = every && setInterval(tick, everySeconds * 1000);
  // Before what removes locks and folders.
  process.prependListener("exit", kill);
  child.stdout?.on("data", (chunk) => {
    clearTimeout(silence);
    answer.stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    answer.stderr += chunk;
  });
  const ended = new Promise((resolve) => {
    child.on("error", (error) => {
      answer.stderr += error.message;
      resolve(127);
    });
    child.on("close", (code) => resolve(code ?? 128));
  });
  running.set(child, ended);
  return ended.then((code) => {
    clearTimeout(limit);
    clearTimeout(silence);
    clearInterval(ticks);
    running.delete(child);
    if (isStopping) {
      // Nothing goes on with the answer of a command that was stopped: this process is about to exit.
      return new Promise(() => {});
    }
    process.removeListener("exit", kill);
    return { code, ...answer };
  });
}

/** The same for what takes long: it ends soon after this process even if this process is killed with SIGKILL. */
export function askGuarded(command, words, options = {}) {
  const [, stdout = "pipe", stderr = "pipe"] = options.stdio ?? [];
  return ask(process.execPath, [GUARD, command, ...words], { ...options, stdio: ["pipe", stdout, stderr] });
}

/**
 * Runs `work`. A signal that would end this process first ends the commands that `ask` runs, as Ctrl-C does, and waits for
 * them; then the process exits with 128 + the signal's number.
 */
export async function stoppable(work) {
  let last = 0;
  const stop = async (signal) => {
    // On a terminal Ctrl-C comes twice, from the terminal and from npm.
    if (Date.now() - last < 500) {
      return;
    }
    const isFirst = last === 0;
    last = Date.now();
    if (isFirst) {
      isStopping = true;
      await endAll();
    }
    process.exit(128 + os.constants.signals[signal]);
  };
  for (const signal of SIGNALS) {
    process.on(signal, stop);
  }
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) {
      process.removeListener(signal, stop);
    }
  }
}

async function endAll() {
  for (const child of running.keys()) {
    killGroup(child, "SIGINT");
  }
  const grace = new Promise((resolve) => setTimeout(resolve, GRACE_MILLISECONDS));
  await Promise.race([Promise.all(running.values()), grace]);
}

function killGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended, or was never started.
  }
}

/**
 * Runs a command on this process's own terminal and yields its exit code (128 + number when a signal ended it).
 *
 * Signals are passed on, so that no child is left behind. On a terminal, Ctrl-C reaches the whole group by itself, and npm
 * passes it on once more: a second one would make Pulumi stop without cleaning up, so it is passed on only if there is no
 * terminal, and only once.
 */
export function become(command, words, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: "inherit", ...options });
    let last = 0;
    const handOn = (signal) => {
      const repeated = Date.now() - last < 500;
      last = Date.now();
      if (signal !== "SIGINT" || !(process.stdin.isTTY || repeated)) {
        child.kill(signal);
      }
    };
    for (const signal of SIGNALS) {
      process.on(signal, handOn);
    }
    const forget = () => {
      for (const signal of SIGNALS) {
        process.removeListener(signal, handOn);
      }
    };
    child.on("error", (error) => {
      forget();
      reject(error);
    });
    child.on("exit", (code, signal) => {
      forget();
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}

/** Every executable file of that name in `search` (a PATH), in order. */
export function findAll(name, search = process.env.PATH ?? "") {
  return search
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.resolve(folder, name))
    .filter(isExecutable);
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** npm as `[command, ...words]`: the npm that runs this process, if any, else the one on PATH. */
export function npm(env = process.env) {
  return env.npm_execpath?.endsWith(".js") ? [process.execPath, env.npm_execpath] : ["npm"];
}

/** Seconds in readable form: "50 s", "1 min 20 s". */
export function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
