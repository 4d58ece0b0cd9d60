/** A lock is held by one at a time, given back after a failure, and taken over from a process that is gone. */
import { existsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { withLock } from "../../tools/lock.mjs";
import { emptyFolder } from "./made-up.ts";

test("work under one lock never overlaps, and the second is told that it waits", async () => {
  const file = path.join(emptyFolder(), "a.lock");
  let inside = 0;
  let most = 0;
  let told = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 50));
    inside--;
  };
  const wait = () => told++;
  await Promise.all([withLock(file, work, wait), withLock(file, work, wait)]);
  expect([most, told]).toEqual([1, 1]);
  expect(existsSync(file)).toBe(false);
});

test("the lock of a process that is gone is taken over", async () => {
  const file = path.join(emptyFolder(), "a.lock");
  const beyondAnyPid = 2 ** 30;
  writeFileSync(file, JSON.stringify({ host: os.hostname(), pid: beyondAnyPid, at: 0 }));
  expect(await withLock(file, () => "done")).toBe("done");
});

test("work that fails gives the lock back", async () => {
  const file = path.join(emptyFolder(), "a.lock");
  await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(file)).toBe(false);
});
