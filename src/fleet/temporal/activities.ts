/** What a worker does for a run: one shard at a time of each account, from the commit that the run is of. */
import { Context } from "@temporalio/activity";
import { ApplicationFailure, TemporalFailure } from "@temporalio/common";
import { z } from "zod";
import type { EngineOptions } from "../../engine/engine.ts";
import { EngineRefused } from "../../engine/refused.ts";
import { survey } from "../../engine/survey.ts";
import { atLeast } from "../../finding.ts";
import type { ServedRunner } from "../../inventory/runner.ts";
import { driftOf } from "../../live/drift.ts";
import { hasDrift } from "../../live/drift-record.ts";
import { ownPackage } from "../../source/own-package.ts";
import { UnusablePath } from "../../spec/find.ts";
import { oneLine } from "../../words/text.ts";
import type { Shard } from "../fleet.ts";
import { commitOfBranch, GitRefused } from "../git.ts";
import { pack } from "../packed.ts";
import { runShard } from "../run-shard.ts";
import { planMark } from "../settled.ts";
import { notYet, refusedShard, type ShardResult } from "../shard-result.ts";
import type { BackendOfRun } from "./backend-of-run.ts";
import { Beats } from "./beats.ts";
import { type Checkout, type Checkouts, NoFleet } from "./checkouts.ts";
import type { EngineLog } from "./engine-log.ts";
import {
  forRun,
  type RunInput,
  type RunPlan,
  type RunWork,
  type ShardInput,
  type ShardOutput,
} from "./run.ts";
import { verified } from "./verified.ts";

export interface Worker {
  readonly checkouts: Checkouts;
  readonly backends: BackendOfRun;
  readonly runner: ServedRunner;
  readonly log: EngineLog;
  /** The project's folder in the worker's clone. */
  readonly root: string;
  /** Whether it has been told to end: what its engines then say is not what became of their shards. */
  readonly isStopping: () => boolean;
  /** Waits until the machine has room for another engine; yields what gives it back. */
  readonly room: () => Promise<() => void>;
  /** A line for the worker's log. */
  readonly note: (line: string) => void;
}

/** How often what may pass is tried: a remote that does not answer, a disk that is full. */
const ATTEMPTS = 4;

const commit = z.string().regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
const name = z.string().regex(/^[\w.-]+$/);
const folder = z.string().refine((path) => !path.startsWith("/") && !path.split("/").includes(".."));
const branch = z.string().regex(/^[^-]/);

export const activitiesOf = (worker: Worker) => ({
  async plan(input: RunInput): Promise<RunPlan> {
    if (!("branch" in input.plan)) return input.plan;
    const { branch: name } = z.object({ branch }).parse(input.plan);
    const at = await orFail(() => commitOfBranch(worker.root, name));
    const { fleet } = await orFail(() => worker.checkouts.open(at, folder.parse(input.folder), input.fleet));
    return {
      commit: at,
      version: ownPackage().version,
      limits: fleet.file.limits,
      shards: forRun(fleet.shards),
    };
  },

  async shard(input: ShardInput): Promise<ShardOutput> {
    z.object({ commit, folder, fleet: name }).parse(input);
    return atWork(worker, input);
  },
});

async function atWork(worker: Worker, input: ShardInput): Promise<ShardOutput> {
  const context = Context.current();
  const beats = new Beats(context);
  const leave = await worker.room();
  try {
    context.cancellationSignal.throwIfAborted();
    const { root, fleet } = await orFail(() =>
      worker.checkouts.open(input.commit, input.folder, input.fleet),
    );
    const shard = fleet.shards.find((one) => one.name === input.shard);
    if (shard === undefined) throw gone(input);
    const output = await WORKS[input.work](shard, { worker, input, root, fleet, beats, context });
    const { workerShutdown } = context.cancellationDetails ?? {};
    if (worker.isStopping() || workerShutdown)
      throw ApplicationFailure.retryable("the worker was told to end");
    return output;
  } catch (error) {
    throw failure(error, worker.note);
  } finally {
    leave();
    beats.end();
  }
}

interface AtWork extends Checkout {
  readonly worker: Worker;
  readonly input: ShardInput;
  readonly beats: Beats;
  readonly context: Context;
}

const WORKS: Readonly<Record<RunWork, (shard: Shard, at: AtWork) => Promise<ShardOutput>>> = {
  preview: (shard, at) => updated("preview", shard, at),
  up: (shard, at) => updated("up", shard, at),
  drift: driftIn,
  verify: verifiedIn,
};

/** The stack's folder and environment, once it is sure that its state is where the run means it; and whether it is there. */
async function stackOf({ stack, domains }: Shard, { worker, input, root, context }: AtWork) {
  const { backends, runner } = worker;
  const asking: EngineOptions = { cwd: root, env: runner.env };
  const run = context.info.workflowExecution?.runId ?? "";
  const own = await backends.mark(run, asking);
  if (own !== input.backend)
    throw refused(
      `this run's states are in ${input.backend}, but the worker's are in ${own ?? "no backend"}: log in to the same with pulumi login`,
    );
  runner.tellFiles(
    stack,
    domains.map(({ spec }) => spec.place.file),
  );
  return {
    isThere: await backends.has(stack, run, context.info.attempt > 1, asking),
    options: { ...asking, signal: context.cancellationSignal },
  };
}

async function updated(work: "preview" | "up", shard: Shard, at: AtWork): Promise<ShardOutput> {
  if (atLeast(shard.findings, "error").length > 0) return outputOf(refusedShard(shard));
  const { isThere, options } = await stackOf(shard, at);
  if (work === "preview" && !isThere) return outputOf(notYet(shard));
  const { worker, input, root, fleet, beats, context } = at;
  const { settled, unfinished, parallel } = input;
  const { log, note } = worker;
  const isUnfinished = work === "up" && (beats.isAgain || unfinished !== undefined);
  const engines = [...beats.engines, ...(unfinished ?? []), ...log.enginesOf(shard.stack)];
  try {
    const result = await runShard(
      {
        shard: shard.name,
        stack: shard.stack,
        work,
        exists: isThere,
        records: shard.records,
        plan: planMark(shard, fleet.file, root),
        engines,
        ...(isUnfinished && { unfinished: {} }),
        ...(settled && { settled }),
        ...(parallel !== undefined && { parallel }),
      },
      {
        told: (records) => beats.told(records),
        note,
        started: (pid) => beats.started(log.started(shard.stack, pid)),
        signal: context.cancellationSignal,
      },
      options,
    );
    beats.ended();
    const hasFailed = result.reason !== undefined && beats.engines.length > 0;
    return { ...outputOf(result), ...(hasFailed && { engines: beats.engines }) };
  } finally {
    beats.ended();
  }
}

const outputOf = (result: ShardResult): ShardOutput => ({
  shard: result.shard,
  outcome: result.outcome,
  ...(result.reason !== undefined && { reason: result.reason }),
  ...(result.settled && { settled: result.settled }),
  details: pack(result),
});

async function driftIn(shard: Shard, at: AtWork): Promise<ShardOutput> {
  const { name, stack } = shard;
  const unknown = (reason: string): ShardOutput => ({
    shard: name,
    outcome: "unknown",
    reason,
    details: pack({ shard: name, stack, reason }),
  });
  try {
    const { isThere, options } = await stackOf(shard, at);
    if (!isThere) return unknown("the stack does not exist yet: nothing was published");
    const drift = driftOf(await survey(stack, options));
    const outcome = hasDrift(drift) ? "drift" : drift.unread.length > 0 ? "unknown" : "none";
    return { shard: name, outcome, details: pack({ shard: name, stack, drift }) };
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    return unknown(oneLine(error.message));
  }
}

/** How many of its findings are told in words. */
const MOST_TOLD = 20;

async function verifiedIn(shard: Shard, { input, context }: AtWork): Promise<ShardOutput> {
  const servers = input.dns ?? { roots: [], resolvers: [] };
  const findings = await verified(shard, servers, context.cancellationSignal);
  const errors = atLeast(findings, "error");
  return {
    shard: shard.name,
    outcome: errors.length > 0 ? "differs" : "unchanged",
    ...(errors.length > 0 && { differs: errors.slice(0, MOST_TOLD).map(({ message }) => message) }),
    details: pack({ shard: shard.name, findings }),
  };
}

/** What no further attempt mends ends the shard with its reason. */
const refused = (message: string): ApplicationFailure => ApplicationFailure.nonRetryable(message);

const gone = ({ shard, commit }: ShardInput): ApplicationFailure =>
  refused(`the commit ${commit} has no shard ${shard}`);

/** A bug shows itself in the worker's log; what is wrong with this machine alone may go well on another. */
function failure(error: unknown, note: (line: string) => void): unknown {
  if (error instanceof EngineRefused) return refused(oneLine(error.message));
  if (error instanceof TemporalFailure || !(error instanceof Error)) return error;
  note(error.stack ?? error.message);
  return ApplicationFailure.create({
    message: error.message,
    nonRetryable: Context.current().info.attempt >= ATTEMPTS,
  });
}

/** A remote may answer the next time. */
async function orFail<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GitRefused || error instanceof NoFleet || error instanceof UnusablePath))
      throw error;
    const isLast = !(error instanceof GitRefused) || Context.current().info.attempt >= ATTEMPTS;
    throw ApplicationFailure.create({ message: error.message, nonRetryable: isLast });
  }
}
