/** The record of a fleet's runs holds what happened, also of a run that was killed. */
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { machineId } from "../../src/engine/own-engine.ts";
import { openJournal, pastRuns, settledShards, unfinishedShards } from "../../src/fleet/journal.ts";
import { NO_CHANGES, type ShardResult } from "../../src/fleet/shard-result.ts";
import { printFleetRuns } from "../../src/report/fleet-runs.ts";
import { FleetProject } from "./project.ts";

let project: FleetProject;
beforeEach(() => {
  project = new FleetProject();
});
afterEach(() => project.end());

const ended = (shard: string, outcome: ShardResult["outcome"], reason?: string): ShardResult => ({
  shard,
  stack: `prod-${shard}`,
  outcome,
  summary: { ...NO_CHANGES, created: 3 },
  changes: [],
  zones: [],
  seconds: 1.5,
  attempts: 1,
  findings: [],
  ...(reason !== undefined && { reason }),
});
const folder = (): string => join(project.root, ".mailzone/fleet/prod");

test("who, when, what, and the result of each shard; newest first", () => {
  const first = openJournal(project.root, "prod", ["a", "b"]);
  first.begin("a");
  first.end(ended("a", "changed"));
  first.begin("b");
  first.end(ended("b", "failed", "no such zone"));
  first.done();
  const second = openJournal(project.root, "prod", ["b"], first.id);
  second.begin("b");
  const [newest, oldest, ...none] = pastRuns(project.root, "prod");
  expect(none).toEqual([]);
  expect(newest).toMatchObject({
    id: second.id,
    head: { shards: ["b"], resumes: first.id },
    done: undefined,
  });
  expect(oldest).toMatchObject({ head: { fleet: "prod", shards: ["a", "b"] }, done: expect.any(String) });
  expect(oldest?.ended.get("b")).toMatchObject({ outcome: "failed", reason: "no such zone" });
  expect(printFleetRuns([newest, oldest].flatMap((run) => run ?? []))).toMatch(
    /not finished +1 shard +1 unfinished\n.* finished +2 shards +1 changed, 1 failed\n$/,
  );
});

test("two runs in one second have two files, and git sees none", () => {
  const ids = [1, 2, 3].map(() => openJournal(project.root, "prod", []).id);
  expect(new Set(ids).size).toBe(3);
  expect(readFileSync(join(folder(), "../.gitignore"), "utf8")).toBe("*\n");
});

test("what a killed run left half written, and other files, count as nothing", () => {
  const journal = openJournal(project.root, "prod", ["a"]);
  journal.begin("a");
  appendFileSync(join(folder(), `${journal.id}.jsonl`), '{"entry":"end","sha');
  writeFileSync(join(folder(), "20200101T000000Z.jsonl"), "");
  writeFileSync(join(folder(), "notes.txt"), "x");
  expect(
    pastRuns(project.root, "prod").map(({ id, begun, ended: all }) => [id, [...begun.keys()], all.size]),
  ).toEqual([[journal.id, ["a"], 0]]);
  expect(readdirSync(folder()).sort()).toContain("notes.txt");
});

test("a fleet without runs has none", () => {
  expect(pastRuns(project.root, "prod")).toEqual([]);
});

test("a shard is unfinished if the last run that began it did not end it", () => {
  const runs: readonly (readonly [begun: readonly string[], ended: readonly string[]])[] = [
    [["a", "b", "c"], ["c"]],
    [["b"], ["b"]],
    [["c"], []],
    [["d"], ["d"]],
  ];
  for (const [begun, done] of runs) {
    const journal = openJournal(project.root, "prod", begun);
    for (const shard of begun) journal.begin(shard);
    for (const shard of done) journal.end(ended(shard, "changed"));
  }
  expect([...unfinishedShards(pastRuns(project.root, "prod")).keys()].sort()).toEqual(["a", "c"]);
});

test("the engines that a run which did not end has started are known, by shard", () => {
  const journal = openJournal(project.root, "prod", ["a", "b"]);
  for (const shard of ["a", "b"]) journal.begin(shard);
  journal.started("a", 7);
  journal.started("a", 8);
  const unfinished = unfinishedShards(pastRuns(project.root, "prod"));
  expect([unfinished.get("a")?.engines?.map(({ pid }) => pid), unfinished.get("b")]).toEqual([
    // where the system does not tell one machine from another, none is
    machineId() === undefined ? undefined : [7, 8],
    {},
  ]);
});

describe("a run that kept no checkpoints", () => {
  const creates = ["mark"];

  test.each<[string, Partial<ShardResult> | undefined, boolean]>([
    ["that did not end", undefined, true],
    ["that failed, as the engine may have died", { outcome: "failed", reason: "exit code 128" }, true],
    ["that findings refused, when nothing was done", { outcome: "failed" }, false],
    ["that went well", { outcome: "changed" }, false],
  ])("%s", (_, end, isUnfinished) => {
    const journal = openJournal(project.root, "prod", ["a"]);
    journal.begin("a", creates);
    if (end !== undefined) journal.end({ ...ended("a", "changed"), ...end });
    expect(unfinishedShards(pastRuns(project.root, "prod")).get("a")).toEqual(
      isUnfinished ? { creates } : undefined,
    );
  });
});

test("a run that failed may have lost its backend before its state was written, also with checkpoints", () => {
  const journal = openJournal(project.root, "prod", ["a", "b"]);
  for (const shard of ["a", "b"]) journal.begin(shard);
  journal.end(ended("a", "failed", "dial tcp 127.0.0.1:5432: connect: connection refused"));
  journal.end(ended("b", "failed"));
  expect([...unfinishedShards(pastRuns(project.root, "prod"))]).toEqual([["a", {}]]);
});

test("how a run left a shard is forgotten once another one has begun it", () => {
  const settled = { plan: "p", state: "s" };
  const first = openJournal(project.root, "prod", ["a", "b"]);
  for (const shard of ["a", "b"]) first.begin(shard);
  for (const shard of ["a", "b"]) first.end({ ...ended(shard, "changed"), settled });
  openJournal(project.root, "prod", ["a"]).begin("a");
  expect([...settledShards(pastRuns(project.root, "prod"))]).toEqual([["b", settled]]);
});
