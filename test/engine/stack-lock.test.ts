/** Whether the process that holds a lock still runs. */
import { describe, expect, test } from "@jest/globals";
import type { OwnEngine } from "../../src/engine/own-engine.ts";
import { holderOf, type Processes, sharedHolderOf } from "../../src/engine/stack-lock.ts";
import { toldLocks } from "../../src/engine/told-locks.ts";

describe("the holder of a lock", () => {
  const names = new Map([
    [1, "pulumi"],
    [2, "sshd"],
    [3, ""],
  ]);
  const machine: Processes = { host: "build7", id: "build7 boot", nameOf: (pid) => names.get(pid) };
  test.each([
    ["a pulumi that runs here", "build7", 1, "alive"],
    ["a process that is gone", "build7", 4, "dead"],
    ["a process of another name, which has got its number", "build7", 2, "dead"],
    ["a process of which no more can be told", "build7", 3, "alive"],
    ["another machine, whatever runs here", "build8", 1, "elsewhere"],
  ])("%s", (_, host, pid, holder) => {
    expect(holderOf({ host, pid }, machine)).toBe(holder);
  });
});

describe("the holder of a lock in a backend of many machines", () => {
  const machine: Processes = {
    host: "build7",
    id: "build7 boot",
    nameOf: (pid) => (pid === 1 ? "pulumi" : undefined),
  };
  const engine: OwnEngine = { pid: 4, machine: "build7 boot", time: "2026-11-22T02:07:58.500Z" };
  test.each<[string, string, number, string, Partial<OwnEngine> | undefined, string]>([
    ["a pulumi that runs here", "build7", 1, "02:07:59", undefined, "alive"],
    ["another machine", "build8", 4, "02:07:59", {}, "elsewhere"],
    [
      "a process that is gone, unless another machine has this one's name",
      "build7",
      4,
      "02:07:59",
      undefined,
      "doubtful",
    ],
    ["an engine that was started here, and is gone", "build7", 4, "02:07:59", {}, "dead"],
    ["one that had a long way to its lock", "build7", 4, "02:17:00", {}, "dead"],
    ["one whose clock is rounded", "build7", 4, "02:07:58", {}, "dead"],
    ["a process of another number than that engine", "build7", 5, "02:07:59", {}, "doubtful"],
    ["a lock from before that engine", "build7", 4, "02:07:30", {}, "doubtful"],
    ["a lock long after that engine began", "build7", 4, "04:00:00", {}, "doubtful"],
    [
      "an engine of another machine, which has seen its end",
      "build8",
      4,
      "02:07:59",
      { machine: "build8 boot", hasEnded: true },
      "dead",
    ],
    [
      "a later engine of that machine with the same number",
      "build8",
      4,
      "04:00:00",
      { machine: "build8 boot", hasEnded: true },
      "elsewhere",
    ],
    [
      "an engine that was started before this machine was",
      "build7",
      4,
      "02:07:59",
      { machine: "build7 old" },
      "doubtful",
    ],
  ])("%s", (_, host, pid, time, own, holder) => {
    const lock = { user: "ann", host, pid, since: `2026-11-22T${time}Z` };
    const engines = own === undefined ? [] : [{ ...engine, ...own }];
    expect(sharedHolderOf(lock, engines, machine)).toBe(holder);
  });
});

describe("the locks that the engine tells", () => {
  const head =
    "error: the stack is currently locked by 2 lock(s). Either wait for the other process(es) to end";
  const line = (holder: string): string =>
    `\n  postgres://****:****@db/pulumi/.pulumi/locks/organization/mailzone/prod/1.json?sslmode=disable: created by ${holder} at 2026-11-22T02:07:59+01:00`;
  const since = "2026-11-22T02:07:59+01:00";
  test.each([
    ["none", "error: a stack named prod already exists", []],
    [
      "each, with its holder",
      `${head}${line("ann@build7.example (pid 7)")}${line("ci@build8 (pid 12)")}`,
      [
        { user: "ann", host: "build7.example", pid: 7, since },
        { user: "ci", host: "build8", pid: 12, since },
      ],
    ],
    [
      "in one line",
      `${head}${line("ann@build7 (pid 7)")}`.split(/\s+/).join(" "),
      [{ user: "ann", host: "build7", pid: 7, since }],
    ],
    [
      "of a user of Windows",
      `${head}${line("ACME\\ann@build7 (pid 7)")}`,
      [{ user: "ACME\\ann", host: "build7", pid: 7, since }],
    ],
  ])("%s", (_, output, locks) => {
    expect(toldLocks(output)).toEqual(locks);
  });
});
