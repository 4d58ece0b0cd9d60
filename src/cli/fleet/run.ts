/** `mailzone fleet preview` and `fleet up`: many stacks at once. */
import process from "node:process";
import { findFileBackend } from "../../engine/backend.ts";
import { mendFiles, type Unfinished } from "../../engine/heal.ts";
import { EngineRefused } from "../../engine/refused.ts";
import { atLeast } from "../../finding.ts";
import { createsOf } from "../../fleet/creates.ts";
import type { Fleet, Shard } from "../../fleet/fleet.ts";
import {
  type Journal,
  openJournal,
  type PastRun,
  pastRuns,
  settledShards,
  unfinishedShards,
} from "../../fleet/journal.ts";
import { unpack } from "../../fleet/packed.ts";
import { runShard, type ShardJob } from "../../fleet/run-shard.ts";
import { planMark, type Settled } from "../../fleet/settled.ts";
import { notYet, refusedShard, type ShardResult, withoutWork } from "../../fleet/shard-result.ts";
import {
  type FleetRun,
  fleetRunJson,
  printFleetRun,
  printFleetRunMarkdown,
  shardLine,
} from "../../report/fleet-run.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted } from "../../words/text.ts";
import { isMeant } from "../confirm.ts";
import { CannotRun, printFindingsAside, printJson, printResult } from "../output.ts";
import { hint, leastShown, type Shown } from "../shown.ts";
import { willing } from "../stack/willing.ts";
import { atWork, readConcurrency } from "./at-work.ts";
import { beginPreviews, type EarlyPreviews } from "./early-previews.ts";
import { aim, type Selection, type SelectOptions, selectFor } from "./selection.ts";
import { type KnownStacks, knownStacks, tellLeftOver } from "./stacks.ts";
import { withTemporal } from "./temporal-packages.ts";
import { touchedLine } from "./touched-line.ts";

export interface RunOptions extends SelectOptions, Shown {
  readonly concurrency?: string;
  readonly format: "text" | "json" | "markdown";
  readonly resume?: true;
  readonly yes?: true;
  readonly engine: "local" | "temporal";
}

export async function runFleet(
  work: "preview" | "up",
  name: string | undefined,
  options: RunOptions,
): Promise<void> {
  const concurrency = readConcurrency(options.concurrency);
  const aimed = await aim(name, options);
  const isHere = options.engine === "local";
  const early = work === "preview" && isHere ? await beginPreviews(aimed, concurrency) : undefined;
  try {
    const selection = await selectFor(aimed, options, early?.read);
    early?.loaded();
    await runSelected(work, selection, { ...options, concurrency, early });
  } finally {
    await early?.end();
  }
}

interface Running extends Omit<RunOptions, "concurrency"> {
  readonly concurrency: number;
  readonly early: EarlyPreviews | undefined;
}

async function runSelected(
  work: "preview" | "up",
  selection: Selection,
  { concurrency, early, ...options }: Running,
): Promise<void> {
  const { root, fleet, touched } = selection;
  const { name: fleetName } = fleet.file;
  if (touched !== undefined) hint(touchedLine(touched), options);
  if (isBlocked(fleet)) return;
  if (options.engine === "temporal") return runElsewhere(work, selection, options);
  const past = pastRuns(root, fleetName);
  const last = options.resume ? lastUnfinished(fleetName, past) : undefined;
  const unfinished = unfinishedShards(past);
  const shards =
    last === undefined ? selection.shards : selection.shards.filter((shard) => isLeft(shard, last));
  if (work === "up")
    await willing("repairing what the last run left", ({ note }) => mendStates(selection, unfinished, note));
  const known = await knownStacks();
  tellLeftOver(fleet, known, options);
  if (work === "up" && shards.length > 0 && !(await isRunMeant(shards, options.yes))) return;

  const journal =
    work === "up"
      ? openJournal(
          root,
          fleetName,
          shards.map((shard) => shard.name),
          last?.id,
        )
      : undefined;
  const results = await perform(selection, shards, {
    work,
    concurrency,
    known,
    journal,
    early,
    unfinished,
    settled: settledShards(past),
    isFolder: work === "up" && (await findFileBackend()) !== undefined,
  });
  journal?.done();
  const run: FleetRun = {
    fleet: fleetName,
    work,
    results,
    shared: fleet.shared,
    ...(journal && { id: journal.id }),
  };
  print(run, options);
}

/** Whether errors keep the whole fleet from being run, which it then says. */
function isBlocked({ shared }: Fleet): boolean {
  const blocked = atLeast(shared, "error");
  if (blocked.length === 0) return false;
  printFindingsAside(blocked);
  printResult("Nothing was changed: these errors may concern any shard.");
  process.exitCode = 1;
  return true;
}

async function runElsewhere(
  work: "preview" | "up",
  selection: Selection,
  options: Omit<RunOptions, "concurrency">,
): Promise<void> {
  const { fleet } = selection;
  const { onTemporal } = await withTemporal(() => import("./temporal-run.ts"));
  const run = await onTemporal(selection, {
    work,
    shards: selection.shards,
    resume: options.resume,
    isMeant: async (shards) => work === "preview" || isRunMeant(shards, options.yes),
    result: ({ name, stack }, { details, outcome, reason }): ShardResult =>
      details === undefined
        ? {
            ...withoutWork({ shard: name, stack }),
            ...(outcome === "skipped" && { outcome }),
            ...(reason !== undefined && { reason }),
          }
        : (unpack(details) as ShardResult),
    line: shardLine,
    isFailed: ({ outcome }) => outcome === "failed",
  });
  if (run === undefined) return;
  const { id, shards } = run;
  const results = inOrder(shards, run.results);
  print(
    { fleet: fleet.file.name, work, results, shared: fleet.shared, ...(work === "up" && { id }) },
    options,
  );
}

/** With those that were not begun. */
const inOrder = (
  shards: readonly Shard[],
  results: readonly (ShardResult | undefined)[],
): readonly ShardResult[] =>
  shards.map(
    ({ name, stack }, i) => results[i] ?? { ...withoutWork({ shard: name, stack }), outcome: "skipped" },
  );

interface Performance {
  readonly work: "preview" | "up";
  readonly concurrency: number;
  readonly known: KnownStacks;
  readonly journal: Journal | undefined;
  readonly early: EarlyPreviews | undefined;
  readonly unfinished: ReadonlyMap<string, Unfinished>;
  readonly settled: ReadonlyMap<string, Settled>;
  /** Whether the backend is a folder: elsewhere what a dead run left cannot be put right unasked. */
  readonly isFolder: boolean;
}

async function perform(
  selection: Selection,
  shards: readonly Shard[],
  run: Performance,
): Promise<readonly ShardResult[]> {
  const { fleet } = selection;
  const { work, concurrency, known, journal, early } = run;
  const results = await atWork(fleet, {
    runner: early?.runner,
    begun: new Set(early?.previews.keys()),
    what: work,
    shards,
    concurrency,
    line: shardLine,
    isFailed: ({ outcome }) => outcome === "failed",
    doOne: async (shard, parallel, { note, tell, signal, turn, env }) => {
      const isRefused = atLeast(shard.findings, "error").length > 0;
      const isNothing = work === "preview" && !known.has(shard.stack);
      if (isRefused || isNothing) {
        const result = isRefused ? refusedShard(shard) : notYet(shard);
        journal?.end(result);
        return result;
      }
      const job = jobOf(shard, selection, run, parallel);
      // until they are in the state, what the last run made is known from this alone
      journal?.begin(shard.name, job.creates ?? job.unfinished?.creates);
      const begun = early?.previews.get(shard.stack);
      const started = (pid: number): void => journal?.started(shard.name, pid);
      const result = await runShard(
        job,
        { note, signal, turn, told: tell, started, ...(begun && { begun }) },
        { env },
      );
      journal?.end(result);
      return result;
    },
  });
  return inOrder(shards, results);
}

/** The resources of a state that owns nothing yet: at most the stack itself. */
const OF_EMPTY_STACK = 1;

function jobOf(
  shard: Shard,
  { root, fleet }: Selection,
  { work, known, unfinished, settled, isFolder }: Performance,
  parallel: number | undefined,
): ShardJob {
  const isEmpty = (known.get(shard.stack) ?? 0) <= OF_EMPTY_STACK;
  const lastRun = work === "up" ? unfinished.get(shard.name) : undefined;
  const creates = isFolder && isEmpty && lastRun === undefined ? createsOf(shard) : undefined;
  const before = settled.get(shard.name);
  return {
    shard: shard.name,
    stack: shard.stack,
    work,
    exists: known.has(shard.stack),
    records: shard.records,
    plan: planMark(shard, fleet.file, root),
    ...(lastRun && { unfinished: lastRun }),
    ...(creates && { creates }),
    ...(before && { settled: before }),
    ...(parallel !== undefined && { parallel }),
  };
}

/** @throws CannotRun if the last run came to its end */
function lastUnfinished(fleet: string, [last]: readonly PastRun[]): PastRun {
  if (last === undefined)
    throw new CannotRun(`there was no run of the fleet ${fleet} here that could go on: leave --resume out`);
  const isDone =
    last.done !== undefined &&
    [...last.ended.values()].every(({ outcome }) => outcome === "changed" || outcome === "unchanged");
  if (isDone)
    throw new CannotRun(
      `the last run of the fleet ${fleet}, ${last.id}, finished: leave --resume out to run again`,
    );
  return last;
}

/** What was not done, or failed. */
function isLeft({ name }: Shard, { head, ended }: PastRun): boolean {
  const outcome = ended.get(name)?.outcome;
  return head.shards.includes(name) && outcome !== "changed" && outcome !== "unchanged";
}

/** A half written state keeps the engine from listing any stack, and an engine that has outlived its runner writes one now and then. */
async function mendStates(
  { fleet }: Selection,
  unfinished: ReadonlyMap<string, unknown>,
  note: (line: string) => void,
): Promise<void> {
  for (const { name, stack } of fleet.shards) {
    if (!unfinished.has(name)) continue;
    try {
      await mendFiles(stack, note);
    } catch (error) {
      // the shard itself will say so
      if (!(error instanceof EngineRefused)) throw error;
    }
  }
}

function isRunMeant(shards: readonly Shard[], yes: true | undefined): Promise<boolean> {
  const domains = shards.reduce((sum, shard) => sum + shard.domains.length, 0);
  const what = `${counted(shards.length, "shard")} with ${counted(domains, "domain")}`;
  const more = `To update ${what}, run again with --yes; ${ownCommand("fleet preview")} shows what would change.`;
  return isMeant(yes, `pulumi up of ${what}?`, more);
}

function print(run: FleetRun, { format, ...shown }: Omit<RunOptions, "concurrency">): void {
  const { results } = run;
  if (format === "json") printJson(fleetRunJson(run));
  else printResult(format === "markdown" ? printFleetRunMarkdown(run) : printFleetRun(run));
  if (format === "text")
    printFindingsAside(
      results.flatMap(({ outcome, findings }) =>
        outcome === "failed" ? atLeast(findings, leastShown(shown, "error")) : [],
      ),
    );
  process.exitCode ??= results.some(({ outcome }) => outcome === "failed") ? 1 : 0;
}
