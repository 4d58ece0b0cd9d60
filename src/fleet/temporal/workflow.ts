/**
 * The workflow of a fleet's run: which shards are at work at once. It does nothing itself, and runs in Temporal's sandbox, where there
 * are neither files nor clocks; what it decides must follow from its input and from what Temporal tells it. A worker of another version may go on
 * with a run, so a change of its steps is made with `patched` of @temporalio/workflow.
 */
import {
  ActivityCancellationType,
  ActivityFailure,
  CancellationScope,
  CancelledFailure,
  isCancellation,
  proxyActivities,
  upsertSearchAttributes,
} from "@temporalio/workflow";
import { runShards } from "../run-shards.ts";
import type { Settled } from "../settled.ts";
import { ATTRIBUTES } from "./attributes.ts";
import {
  type RunInput,
  type RunOutput,
  type RunPlan,
  type RunShard,
  type ShardInput,
  type ShardOutput,
  shardQueue,
} from "./run.ts";

export async function fleetRun(input: RunInput): Promise<RunOutput> {
  const stop = { aborted: false };
  CancellationScope.current().cancelRequested.catch(() => {
    stop.aborted = true;
  });
  const plan = "branch" in input.plan ? await planOf(input) : input.plan;
  const done = await runShards<RunShard, ShardOutput>({
    shards: plan.shards,
    file: plan,
    // as many as the accounts allow, and as the workers have room for
    concurrency: plan.shards.length,
    signal: stop,
    work: (shard, parallel) => doShard(input, plan, shard, parallel),
  });
  const outcomes: Record<string, number> = {};
  const settled: Record<string, Settled> = { ...input.settled };
  plan.shards.forEach(({ name }, i) => {
    const outcome = done[i]?.outcome ?? "skipped";
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (done[i] === undefined) return;
    delete settled[name];
    if (done[i].settled !== undefined) settled[name] = done[i].settled;
  });
  if (input.attributes) upsertSearchAttributes([{ key: ATTRIBUTES.result, value: worst(outcomes) }]);
  if (stop.aborted) throw new CancelledFailure("the run was cancelled");
  const unfinished = Object.fromEntries(
    done.flatMap((one) => (one?.reason === undefined ? [] : [[one.shard, one.engines ?? []]])),
  );
  return { outcomes, settled, unfinished };
}

/** The worst that became of a shard. */
const worst = (outcomes: Readonly<Record<string, number>>): string =>
  ["failed", "unknown", "drift", "differs", "skipped", "changed"].find((one) => (outcomes[one] ?? 0) > 0) ??
  Object.keys(outcomes)[0] ??
  "unchanged";

interface Activities {
  plan(input: RunInput): Promise<RunPlan>;
  shard(input: ShardInput): Promise<ShardOutput>;
}

/** What is wrong with a shard is its result; what fails is its worker. */
const RETRY = {
  initialInterval: "1 second",
  backoffCoefficient: 2,
  maximumInterval: "30 seconds",
  maximumAttempts: 20,
} as const;

function planOf(input: RunInput): Promise<RunPlan> {
  const { plan } = proxyActivities<Activities>({ startToCloseTimeout: "10 minutes", retry: RETRY });
  return plan(input);
}

/** A worker that says nothing for so long is dead, and the shard is begun again elsewhere. */
const SILENCE = "20 seconds";
/** Thousands of records at a cloud that lets through a few a minute. */
const LONGEST = "1 day";

async function doShard(
  { project, fleet, work, folder, backend, dns, unfinished, settled }: RunInput,
  { commit, version }: RunPlan,
  { name, accounts }: RunShard,
  parallel: number | undefined,
): Promise<ShardOutput> {
  const { shard } = proxyActivities<Activities>({
    taskQueue: shardQueue(project, fleet, version, accounts),
    activityId: name,
    summary: accounts.join(", "),
    heartbeatTimeout: SILENCE,
    startToCloseTimeout: LONGEST,
    retry: RETRY,
    // its engine ends what it has begun
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
  const before = settled?.[name];
  try {
    return await shard({
      work,
      fleet,
      folder,
      backend,
      commit,
      shard: name,
      ...(dns && { dns }),
      ...(unfinished?.[name] && { unfinished: unfinished[name] }),
      ...(before && { settled: before }),
      ...(parallel !== undefined && { parallel }),
    });
  } catch (error) {
    if (isCancellation(error)) return { shard: name, outcome: "skipped" };
    if (!(error instanceof ActivityFailure)) throw error;
    return { shard: name, outcome: "failed", reason: error.cause?.message ?? error.message };
  }
}
