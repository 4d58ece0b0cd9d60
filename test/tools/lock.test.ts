/** A lock is held by one at a time, given back after a failure, and taken over from a process that is gone. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { withLock } from "../../tools/lock.mjs";
import { processStart } from "../../tools/process-start.mjs";
import { emptyFolder } from "./made-up.ts";

const BEYOND_ANY_PID = 2 ** 30;
const HERE = os.hostname();
const MINUTE = 60_000;

/** A lock file as somebody else left it; `age` is how long ago it was freshened, in milliseconds. */
function lockOf(holder: unknown, age = 0): string {
  const file = path.join(emptyFolder(), "a.lock");
  writeFileSync(file, typeof holder === "string" ? holder : JSON.stringify(holder));
  const then = new Date(Date.now() - age);
  utimesSync(file, then, then);
  return file;
}

/** Whether the lock was taken over at once, or when its file was removed, and what was said. */
async function take(file: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const log = (line: string): void => {
    lines.push(line);
    if (line.startsWith("waiting")) rmSync(file);
  };
  await withLock(file, () => lines.push("at work"), { log, what: "installing" });
  expect(readdirSync(path.dirname(file))).toEqual([]);
  return lines;
}

test("work under one lock never overlaps, and the second is told for whom it waits", async () => {
  const file = path.join(emptyFolder(), "a.lock");
  let inside = 0;
  let most = 0;
  const lines: string[] = [];
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 50));
    inside--;
  };
  const options = { log: (line: string) => lines.push(line), what: "installing" };
  await Promise.all([withLock(file, work, options), withLock(file, work, options)]);
  expect(most).toBe(1);
  expect(lines).toEqual([`waiting for process ${process.pid}, which is installing`]);
  expect(existsSync(file)).toBe(false);
});

const started = processStart(process.pid);

test.each<readonly [string, unknown, number, string]>([
  [
    "a process that is gone",
    { host: HERE, pid: BEYOND_ANY_PID, started: "1" },
    0,
    `process ${BEYOND_ANY_PID}, which was installing, is gone: its lock is taken over`,
  ],
  [
    "a process whose id another one has now",
    { host: HERE, pid: process.pid, started: "long ago" },
    0,
    `process ${process.pid}, which was installing, is gone: its lock is taken over`,
  ],
  [
    "another machine that has not freshened it",
    { host: "elsewhere.example", pid: 7 },
    MINUTE,
    "process 7 on elsewhere.example, which was installing, is gone: its lock is taken over",
  ],
  [
    "a writer that was killed while writing it",
    '{"host":',
    MINUTE,
    "another process, which was installing, is gone: its lock is taken over",
  ],
])("the lock of %s is taken over", async (_, holder, age, line) => {
  expect(await take(lockOf(holder, age))).toEqual([line, "at work"]);
});

test.each<readonly [string, unknown, number, string]>([
  [
    "a process that runs, however long it slept",
    { host: HERE, pid: process.pid, started },
    MINUTE,
    `waiting for process ${process.pid}, which is installing`,
  ],
  [
    "another machine that freshens it",
    { host: "elsewhere.example", pid: 7 },
    0,
    "waiting for process 7 on elsewhere.example, which is installing",
  ],
  ["one who is just writing it", "", 0, "waiting for another process, which is installing"],
])("the lock of %s is waited for", async (_, holder, age, line) => {
  expect(await take(lockOf(holder, age))).toEqual([line, "at work"]);
});

test("a process has one start, and none once it has ended", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  const pid = child.pid as number;
  const start = processStart(pid);
  expect(start).toBeTruthy();
  expect(processStart(pid)).toBe(start);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(processStart(pid)).toBeUndefined();
});

test("work that fails gives the lock back", async () => {
  const file = path.join(emptyFolder(), "a.lock");
  await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});
