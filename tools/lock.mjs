/** A lock between processes: a file, held by the process that created it for as long as it keeps the file fresh. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const FRESHEN_MILLISECONDS = 2_000;
const STALE_MILLISECONDS = 30_000;

/**
 * Runs `work` while no other process runs work under the same `file`; `waiting` is called once if it has to wait.
 *
 * A killed holder is noticed at once on the same machine (its process is gone), elsewhere after half a minute.
 * Even if two processes ever hold the lock together, both must succeed: what is built is moved into place as a whole.
 */
export async function withLock(file, work, waiting = () => {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = JSON.stringify({ host: os.hostname(), pid: process.pid, at: Date.now() });
  for (let told = false; !take(file, mine); await sleep(300)) {
    if (isStale(file)) {
      discard(file);
    } else if (!told) {
      waiting();
      told = true;
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

function isStale(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MILLISECONDS) {
      return true;
    }
    const { host, pid } = JSON.parse(read(file));
    return host === os.hostname() && !isAlive(pid);
  } catch {
    // Gone, or just being written: look again.
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Renames first, so that only one of several waiters removes a given lock. */
function discard(file) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch {
    // Another waiter was quicker.
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
