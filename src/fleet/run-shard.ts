/** Does one shard: one stack's preview or update, with retries. What runs many of them, on one machine or on many, calls this. */
import { setTimeout as sleep } from "node:timers/promises";
import { cloudOfRecord } from "../cloud/clouds.ts";
import type { EngineOptions } from "../engine/engine.ts";
import type { EngineEvents, Step } from "../engine/engine-events.ts";
import { knownReason } from "../engine/engine-reasons.ts";
import { heal, type Unfinished } from "../engine/heal.ts";
import type { OwnEngine } from "../engine/own-engine.ts";
import { summarizePlan } from "../engine/plan-change.ts";
import { planChanges } from "../engine/plan-changes.ts";
import { type Preview, previewStack } from "../engine/preview.ts";
import { EngineRefused } from "../engine/refused.ts";
import { exportState, runOrRefuse } from "../engine/state.ts";
import { upStack } from "../engine/up.ts";
import { compareFindings, type Finding } from "../finding.ts";
import { oneLine } from "../words/text.ts";
import { type Settled, stateMark } from "./settled.ts";
import { NO_CHANGES, type ShardResult, withoutWork } from "./shard-result.ts";

export interface ShardJob {
  readonly shard: string;
  readonly stack: string;
  readonly work: "preview" | "up";
  /** Whether the backend has the stack. */
  readonly exists: boolean;
  /** Its last run, if that is known not to have finished. */
  readonly unfinished?: Unfinished;
  /** The engines that are known to have been started on its stack: their locks may be in the way. */
  readonly engines?: readonly OwnEngine[];
  /**
   * The marks of the records that it creates, if its stack has nothing yet. They are to be written down by the caller: the
   * engine then keeps no checkpoints, and after a kill only they tell what was made.
   */
  readonly creates?: readonly string[];
  /** How many records it wants, and the mark of that: `planMark`. */
  readonly records: number;
  readonly plan: string;
  /** As its last run left it. If nothing has changed since, the engine is not run. */
  readonly settled?: Settled;
  /** How many of its records may be worked on at once; default: the engine's own. */
  readonly parallel?: number;
}

export interface ShardHooks {
  /** How many records are done. */
  readonly told?: (records: number) => void;
  /** Something that a person should know, such as a retry. */
  readonly note?: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Waits until it may begin at its accounts; not asked for a shard in which nothing has changed. */
  readonly turn?: () => Promise<void>;
  /** Its preview, if that has already begun. */
  readonly begun?: Promise<Preview>;
  /** Called with the process of each engine that may change the stack. */
  readonly started?: (pid: number) => void;
}

/** How often it is tried, and how long it waits after the first time, in milliseconds; twice as long after each further one. */
const ATTEMPTS = 4;
const FIRST_WAIT = 2_000;

/** What passes by itself: the words of Route 53, Cloudflare and Alibaba Cloud for too many calls, and another run's lock. */
const THROTTLED = /throttl|rate.?limit|too many requests|\b429\b|PriorRequestNotComplete/i;
const LOCKED = /stack is currently locked|the stack is locked/i;

/** Never rejects for what is wrong with the shard: that is its result. */
export async function runShard(
  job: ShardJob,
  hooks: ShardHooks = {},
  options: EngineOptions = {},
): Promise<ShardResult> {
  const begun = performance.now();
  let attempts = 0;
  const result = (of: Partial<ShardResult>): ShardResult => ({
    ...withoutWork(job),
    attempts,
    seconds: (performance.now() - begun) / 1000,
    ...of,
  });
  try {
    if (hooks.begun === undefined && (await isSettled(job, options))) {
      return result({ outcome: "unchanged", summary: { ...NO_CHANGES, unchanged: job.records } });
    }
    if (hooks.begun === undefined) await hooks.turn?.();
    await prepare(job, hooks, options);
    for (;;) {
      attempts += 1;
      const { steps, findings, failure } = await ((attempts === 1 && hooks.begun) ||
        ask(job, hooks, options));
      const isRefused = findings.some(({ severity }) => severity === "error");
      const isPassing =
        !isRefused && failure !== undefined && (THROTTLED.test(failure) || LOCKED.test(failure));
      if (isPassing && attempts < ATTEMPTS && hooks.signal?.aborted !== true) {
        hooks.note?.(
          `${job.stack}: ${LOCKED.test(failure) ? "locked by another run" : "the cloud asks for fewer calls"}; trying again`,
        );
        await wait(FIRST_WAIT * 2 ** (attempts - 1), hooks.signal);
        // a lock whose holder is dead stays for ever
        if (LOCKED.test(failure)) await mend(job, hooks, options);
        continue;
      }
      const outcome = outcomeOf(job, steps, findings, failure);
      return result({ ...outcome, ...(await settledBy(job, outcome, options)) });
    }
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    return result({ reason: oneLine(error.message) });
  }
}

async function isSettled(
  { stack, exists, unfinished, plan, settled }: ShardJob,
  options: EngineOptions,
): Promise<boolean> {
  if (!exists || unfinished !== undefined || settled?.plan !== plan) return false;
  return settled.state === stateMark(await exportState(stack, options));
}

async function settledBy(
  { work, stack, plan }: ShardJob,
  { outcome }: Partial<ShardResult>,
  options: EngineOptions,
): Promise<Pick<ShardResult, "settled">> {
  if (work !== "up" || (outcome !== "changed" && outcome !== "unchanged")) return {};
  try {
    return { settled: { plan, state: stateMark(await exportState(stack, options)) } };
  } catch (error) {
    // the update is done all the same, and the next run looks at the shard
    if (error instanceof EngineRefused) return {};
    throw error;
  }
}

async function prepare(job: ShardJob, hooks: ShardHooks, options: EngineOptions): Promise<void> {
  if (job.exists && job.unfinished !== undefined) await mend(job, hooks, options);
  if (!job.exists) await runOrRefuse(["stack", "init", job.stack, "--no-select"], options);
}

const mend = (
  { stack, unfinished, engines }: ShardJob,
  { note = () => {}, started }: ShardHooks,
  options: EngineOptions,
): Promise<void> =>
  heal(stack, note, {
    ...options,
    ...(started && { onStart: started }),
    ...((unfinished ?? engines) && { unfinished: { ...unfinished, ...(engines && { engines }) } }),
  });

const ask = (
  { work, stack, parallel, creates }: ShardJob,
  { told = () => {}, started }: ShardHooks,
  options: EngineOptions,
): Promise<EngineEvents & { readonly steps: readonly Step[] }> =>
  work === "preview"
    ? previewStack(stack, countRecords(told), options)
    : upStack(stack, countRecords(told), {
        ...options,
        ...(started && { onStart: started }),
        ...(parallel !== undefined && { parallel }),
        ...(creates !== undefined && { checkpoints: "at-the-end" }),
      });

/** One that is replaced has several steps. */
function countRecords(told: (records: number) => void): (_: number, step: Step) => void {
  const done = new Set<string>();
  return (_, { urn, type }) => {
    if (cloudOfRecord(type) !== undefined) told(done.add(urn).size);
  };
}

function outcomeOf(
  { stack }: ShardJob,
  steps: readonly Step[],
  told: readonly Finding[],
  failure: string | undefined,
): Partial<ShardResult> {
  const findings = told.toSorted(compareFindings);
  const isRefused = findings.some(({ severity }) => severity === "error");
  const { changes, zones, policies, unchanged } = planChanges(isRefused ? [] : steps);
  const summary = summarizePlan({ changes, unchanged });
  const done = { changes, zones, findings, summary };
  if (isRefused) return done;
  if (failure !== undefined) return { ...done, reason: oneLine(knownReason(stack, failure) ?? failure) };
  const isChanged = changes.length + zones.length + policies.length > 0;
  return { ...done, outcome: isChanged ? "changed" : "unchanged" };
}

async function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal && { signal });
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
  }
}
