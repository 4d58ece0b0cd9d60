/** Child processes: run for their output, supervised for a long time, or run in this process's place. */
import { spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/**
 * Runs a command to its end and yields `{code, stdout, stderr}`. Never rejects: the code is 127 if the command could not be
 * started, 128 if a signal or a limit ended it.
 *
 * `every` is called each `everySeconds` with the seconds passed. The command and everything it started are killed after
 * `timeoutSeconds`, if nothing arrives on stdout in the first `silentSeconds`, and when `signal` is aborted.
 */
export function ask(
  command,
  words,
  { timeoutSeconds, silentSeconds, every, everySeconds = 12, signal, ...options } = {},
) {
  return new Promise((resolve) => {
    const started = Date.now();
    // A process group of its own, so that what the command started can be killed with it.
    const child = spawn(command, words, { stdio: ["ignore", "pipe", "pipe"], detached: true, ...options });
    const answer = { stdout: "", stderr: "" };
    const kill = () => killGroup(child);
    const limit = timeoutSeconds && setTimeout(kill, timeoutSeconds * 1000);
    const silence = silentSeconds && setTimeout(kill, silentSeconds * 1000);
    const ticks =
      every && setInterval(() => every(Math.round((Date.now() - started) / 1000)), everySeconds * 1000);
    const end = (code) => {
      clearTimeout(limit);
      clearTimeout(silence);
      clearInterval(ticks);
      signal?.removeEventListener("abort", kill);
      process.removeListener("exit", kill);
      resolve({ code, ...answer });
    };
    signal?.addEventListener("abort", kill);
    process.on("exit", kill);
    child.stdout.on("data", (chunk) => {
      clearTimeout(silence);
      answer.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      answer.stderr += chunk;
    });
    child.on("error", (error) => {
      answer.stderr += error.message;
      end(127);
    });
    child.on("close", (code) => end(code ?? 128));
  });
}

function killGroup(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
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
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) {
      process.on(signal, handOn);
    }
    const forget = () => {
      for (const signal of signals) {
        process.removeListener(signal, handOn);
      }
    };
    child.on("error", (error) => {
      forget();
      reject(error);
    });
    child.on("exit", (code, signal) => {
      forget();
      resolve(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0));
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
