/** What is kept of each run of a fleet: who ran it, when, and what became of each shard. One file a run, a line for each thing that happened. */
import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../tools/write-file.mjs";
import type { Unfinished } from "../engine/heal.ts";
import { machineId, type OwnEngine } from "../engine/own-engine.ts";
import { fleetFolder, makeFleetFolder } from "./fleet-folder.ts";
import type { Settled } from "./settled.ts";
import type { ShardResult } from "./shard-result.ts";

const count = z.int();
const entry = z.discriminatedUnion("entry", [
  z.object({
    entry: z.literal("run"),
    fleet: z.string(),
    user: z.string(),
    host: z.string(),
    time: z.string(),
    shards: z.array(z.string()),
    resumes: z.string().optional(),
  }),
  z.object({
    entry: z.literal("begin"),
    shard: z.string(),
    time: z.string(),
    creates: z.array(z.string()).optional(),
  }),
  z.object({
    entry: z.literal("engine"),
    shard: z.string(),
    time: z.string(),
    pid: count,
    machine: z.string(),
  }),
  z.object({
    entry: z.literal("end"),
    shard: z.string(),
    time: z.string(),
    outcome: z.enum(["unchanged", "changed", "failed", "skipped"]),
    summary: z.object({ created: count, updated: count, deleted: count, replaced: count, unchanged: count }),
    seconds: z.number(),
    reason: z.string().optional(),
    settled: z.object({ plan: z.string(), state: z.string() }).optional(),
  }),
  z.object({ entry: z.literal("done"), time: z.string() }),
]);
type Entry = z.infer<typeof entry>;

export interface PastRun {
  /** Its time in UTC, such as `20261130T160000Z`; part of a file's name. */
  readonly id: string;
  readonly head: Extract<Entry, { entry: "run" }>;
  /** The shards that began. */
  readonly begun: ReadonlyMap<string, Extract<Entry, { entry: "begin" }>>;
  /** The engines that it started on each shard. */
  readonly engines: ReadonlyMap<string, readonly OwnEngine[]>;
  readonly ended: ReadonlyMap<string, Extract<Entry, { entry: "end" }>>;
  /** When it came to its end, even if shards failed; undefined for a run that was killed, or is still at work. */
  readonly done: string | undefined;
}

/** A run that is being written down. */
export interface Journal {
  readonly id: string;
  /** `creates` are the marks of the records that a run without checkpoints creates. */
  readonly begin: (shard: string, creates?: readonly string[]) => void;
  /** An engine was started that may change the shard's stack; `pid` is its process. */
  readonly started: (shard: string, pid: number) => void;
  readonly end: (result: ShardResult) => void;
  readonly done: () => void;
}

/** `shards` are those that the run is to do; `resumes` is the run that it goes on with. */
export function openJournal(
  root: string,
  fleet: string,
  shards: readonly string[],
  resumes?: string,
): Journal {
  const folder = makeFleetFolder(root, fleet);
  const now = (): string => new Date().toISOString();
  const { id, file } = freshFile(folder, now());
  // on the disk before anything is done at a cloud, so that also a machine that loses power knows what it was doing
  const write = (line: Entry): void => appendFileSync(file, `${JSON.stringify(line)}\n`, { flush: true });
  write({
    entry: "run",
    fleet,
    user: userInfo().username,
    host: hostname(),
    time: now(),
    shards: [...shards],
    ...(resumes !== undefined && { resumes }),
  });
  return {
    id,
    begin: (shard, creates) =>
      write({ entry: "begin", shard, time: now(), ...(creates && { creates: [...creates] }) }),
    started(shard, pid) {
      const machine = machineId();
      if (machine !== undefined) write({ entry: "engine", shard, time: now(), pid, machine });
    },
    end: ({ shard, outcome, summary, seconds, reason, settled }) =>
      write({
        entry: "end",
        shard,
        time: now(),
        outcome,
        summary,
        seconds,
        ...(reason !== undefined && { reason }),
        ...(settled && { settled }),
      }),
    done: () => write({ entry: "done", time: now() }),
  };
}

/** Two runs may begin in one second. */
function freshFile(folder: string, time: string): { readonly id: string; readonly file: string } {
  const base = time.replace(/\.\d+/, "").replace(/[-:]/g, "");
  for (let more = 1; ; more++) {
    const id = more === 1 ? base : `${base}-${more}`;
    const file = join(folder, `${id}.jsonl`);
    try {
      writeWhole(file, "", { ifThere: "fail" });
      return { id, file };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Newest first. A line that a killed run left half written, and a file without a head, count as nothing. */
export function pastRuns(root: string, fleet: string): readonly PastRun[] {
  return idsIn(fleetFolder(root, fleet))
    .sort()
    .reverse()
    .flatMap((id) => readRun(root, fleet, id) ?? []);
}

/**
 * The shards whose last run began and did not end (it was killed, or is still at work), or failed, when the engine may have died, or
 * its backend, before it wrote the state; not when findings refused it, since nothing was done then.
 * `runs` are newest first.
 */
export function unfinishedShards(runs: readonly PastRun[]): ReadonlyMap<string, Unfinished> {
  const unfinished = new Map<string, Unfinished>();
  for (const [shard, { creates, engines, end }] of lastTimes(runs)) {
    const hasDied = end?.outcome === "failed" && end.reason !== undefined;
    if (end === undefined || hasDied)
      unfinished.set(shard, { ...(creates && { creates }), ...(engines && { engines }) });
  }
  return unfinished;
}

/** As the last run that began each shard left it. `runs` are newest first. */
export function settledShards(runs: readonly PastRun[]): ReadonlyMap<string, Settled> {
  const settled = new Map<string, Settled>();
  for (const [shard, { end }] of lastTimes(runs)) {
    if (end?.settled !== undefined) settled.set(shard, end.settled);
  }
  return settled;
}

interface LastTime {
  readonly creates: readonly string[] | undefined;
  readonly engines: readonly OwnEngine[] | undefined;
  readonly end: Extract<Entry, { entry: "end" }> | undefined;
}

/** The last run that began each shard. */
function lastTimes(runs: readonly PastRun[]): ReadonlyMap<string, LastTime> {
  const last = new Map<string, LastTime>();
  for (const { begun, engines, ended } of runs) {
    for (const [shard, { creates }] of begun) {
      if (!last.has(shard)) last.set(shard, { creates, engines: engines.get(shard), end: ended.get(shard) });
    }
  }
  return last;
}

function readRun(root: string, fleet: string, id: string): PastRun | undefined {
  const lines = readFileSync(join(fleetFolder(root, fleet), `${id}.jsonl`), "utf8").split("\n");
  const entries = lines.flatMap((line) => parsed(line) ?? []);
  const of = <Kind extends Entry["entry"]>(kind: Kind): Extract<Entry, { entry: Kind }>[] =>
    entries.filter((one): one is Extract<Entry, { entry: Kind }> => one.entry === kind);
  const [head] = of("run");
  if (head === undefined) return undefined;
  return {
    id,
    head,
    begun: new Map(of("begin").map((begin) => [begin.shard, begin])),
    engines: Map.groupBy(of("engine"), ({ shard }) => shard),
    ended: new Map(of("end").map((end) => [end.shard, end])),
    done: of("done")[0]?.time,
  };
}

function parsed(line: string): Entry | undefined {
  try {
    const read = entry.safeParse(JSON.parse(line));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

function idsIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => /^(.*)\.jsonl$/.exec(name)?.[1] ?? []);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
