/** A lock between processes, in a file: held by whoever made the file, for as long as it is kept fresh. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const FRESHEN_MILLISECONDS = 2_000;
const STALE_MILLISECONDS = 30_000;

/**
 * Runs `work` while no other process runs work under the same `file`; `waiting` is called once if that takes waiting.
 *
 * A killed holder is noticed at once on the same machine (its process is gone) and after half a minute elsewhere.
 * Should two ever hold the lock together, both still have to end right: what is built is moved into place whole.
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
    // Gone, or being written at this moment: look again.
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

/** By renaming, so that of several waiters only one removes a given lock. */
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
    // Taken from us after a long sleep of the machine; the work still ends right.
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
