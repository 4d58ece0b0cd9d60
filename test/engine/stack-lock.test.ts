/** Whether the process that holds a lock still runs. */
import { describe, expect, test } from "@jest/globals";
import { holderOf, type Processes } from "../../src/engine/stack-lock.ts";

describe("the holder of a lock", () => {
  const names = new Map([
    [1, "pulumi"],
    [2, "sshd"],
    [3, ""],
  ]);
  const machine: Processes = { host: "build7", nameOf: (pid) => names.get(pid) };
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
