/** A lock between processes: a file that names the process that holds it. */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { processStart } from "./process-start.mjs";

const FRESHEN_MILLISECONDS = 2_000;
const STALE_MILLISECONDS = 30_000;

/**
 * Runs `work` while no other process runs work under the same `file`. `what` says what the work does: "installing".
 *
 * A lock whose holder is gone is taken over, and `log` is told; so is who is waited for. On this machine a holder is gone
 * when there is no process of its id that started when it did; on another, when it has not freshened the file for half a
 * minute. Even if two processes ever hold the lock together, both must succeed: what is built is moved into place as a whole.
 *
 * @template T
 * @param {string} file
 * @param {() => T | Promise<T>} work
 * @param {{log?: (line: string) => void, what?: string}} options
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { log = () => {}, what = "at work" } = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = { host: os.hostname(), pid: process.pid, started: processStart(process.pid), at: Date.now() };
  const mine = JSON.stringify(own);
  for (let told; !take(file, mine); await sleep(300)) {
    const held = read(file);
    if (held === undefined) {
      continue;
    }
    const holder = nameOf(held);
    if (isGone(file, held)) {
      if (discard(file, held)) {
        log(`${holder}, which was ${what}, is gone: its lock is taken over`);
      }
    } else if (told !== holder) {
      log(`waiting for ${holder}, which is ${what}`);
      told = holder;
    }
  }
  const fresh = setInterval(() => freshen(file), FRESHEN_MILLISECONDS);
  const release = () => {
    clearInterval(fresh);
    if (read(file) === mine) {
      rmSync(file, { force: true });
    }
  };
  process.on("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}

function take(file, mine) {
  try {
    writeFileSync(file, mine, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") {
      return false;
    }
    throw error;
  }
}

/** What a lock says about its holder; nothing if it is just being written, or its writer was killed meanwhile. */
function parse(held) {
  try {
    return JSON.parse(held) ?? {};
  } catch {
    return {};
  }
}

function nameOf(held) {
  const { host, pid } = parse(held);
  if (pid === undefined) {
    return "another process";
  }
  return host === os.hostname() ? `process ${pid}` : `process ${pid} on ${host}`;
}

function isGone(file, held) {
  const { host, pid, started } = parse(held);
  if (host === os.hostname() && pid !== undefined) {
    const now = processStart(pid);
    if (now === undefined || (started !== undefined && now !== started)) {
      return true;
    }
    if (started !== undefined && started !== "") {
      return false;
    }
  }
  try {
    return Date.now() - statSync(file).mtimeMs > STALE_MILLISECONDS;
  } catch {
    return false;
  }
}

/** Whether this process removed the lock: it renames first, so that only one of several waiters does. */
function discard(file, held) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    // Another waiter was quicker.
    return false;
  }
  const isIt = read(aside) === held;
  if (!isIt) {
    giveBack(aside, file);
  }
  rmSync(aside, { force: true });
  return isIt;
}

/** For a lock that another waiter took between the look at it and its removal. */
function giveBack(aside, file) {
  try {
    linkSync(aside, file);
  } catch {
    // A third one has taken it; then two are at work, and both succeed.
  }
}

function freshen(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Another process took the lock after the machine slept for long; the work still succeeds.
  }
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
