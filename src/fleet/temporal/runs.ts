/** Runs as the server knows them: starts one, follows it, and says how the last one ended. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, WorkflowExecutionAlreadyStartedError, type WorkflowHandle } from "@temporalio/client";
import { defaultPayloadConverter, WorkflowNotFoundError } from "@temporalio/common";
import { attributesOf } from "./attributes.ts";
import {
  type RunInput,
  type RunOutput,
  type RunPlan,
  runId,
  runQueue,
  type ShardBeat,
  type ShardOutput,
  shardQueue,
  versionOfWorker,
  WORKFLOW,
} from "./run.ts";
import { isUnavailable } from "./server.ts";

/** One run among those with the same id. */
export interface Run {
  readonly id: string;
  readonly run: string;
}

/** Another run of the fleet is at work. */
export class AlreadyAtWork extends Error {}

/** A preview changes nothing, so that several may be at work at once: `mark` tells them apart. */
export function idOf(
  { project, fleet, work }: Pick<RunInput, "project" | "fleet" | "work">,
  mark: string,
): string {
  const id = runId(project, fleet, work);
  return work === "up" ? id : `${id}/${mark}`;
}

/** @throws AlreadyAtWork */
export async function startRun(
  client: Client,
  input: RunInput & { plan: RunPlan },
  id: string,
): Promise<Run> {
  const { fleet, plan } = input;
  const accounts = [...new Set(plan.shards.flatMap((shard) => shard.accounts))].sort();
  try {
    const { firstExecutionRunId } = await client.workflow.start(WORKFLOW, {
      workflowId: id,
      taskQueue: runQueue(input.project, fleet),
      args: [input],
      staticSummary: `${input.work} of ${plan.shards.length} shards at ${plan.commit.slice(0, 12)}`,
      ...(input.attributes && { typedSearchAttributes: attributesOf(fleet, accounts) }),
    });
    return { id, run: firstExecutionRunId };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) throw new AlreadyAtWork(id, { cause: error });
    throw error;
  }
}

export const handleOf = (client: Client, { id, run }: Run): WorkflowHandle =>
  client.workflow.getHandle(id, run);

/** The input of a run, and how it stands. */
export interface KnownRun {
  readonly run: Run;
  readonly status: string;
  readonly input: RunInput;
  readonly since: Date;
  /** Of one that came to its end. */
  readonly output?: RunOutput;
}

/** How a run ends whose engines may not have ended. */
export const ENDED_FROM_OUTSIDE: ReadonlySet<string> = new Set(["TERMINATED", "TIMED_OUT", "FAILED"]);

/** The last run with this id that the server still keeps. */
export async function lastRun(client: Client, id: string): Promise<KnownRun | undefined> {
  try {
    const { status, runId, startTime } = await client.workflow.getHandle(id).describe();
    const run = { id, run: runId };
    const [first] = (await page(client, run)).events;
    const input = firstOf<RunInput>(first?.workflowExecutionStartedEventAttributes?.input);
    if (input === undefined) return undefined;
    const known = { run, status: status.name, input, since: startTime };
    if (status.name !== "COMPLETED") return known;
    return { ...known, output: (await handleOf(client, run).result()) as RunOutput };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

export type Happening =
  | { readonly kind: "done"; readonly output: ShardOutput }
  | { readonly kind: "ended"; readonly status: string; readonly reason?: string };

/** What happens in a run, from its beginning to its end; of one that has ended everything at once. `unavailable` is called while the server does not answer. */
export async function* happenings(
  client: Client,
  run: Run,
  unavailable: () => void,
): AsyncGenerator<Happening, void> {
  const shards = new Map<string, string>();
  let token: Uint8Array | undefined;
  for (;;) {
    const { events, nextPageToken } = await patiently(() => page(client, run, token), unavailable);
    for (const event of events) {
      const scheduled = event.activityTaskScheduledEventAttributes;
      if (scheduled?.activityType?.name === "shard")
        shards.set(String(event.eventId), scheduled.activityId ?? "");
      const output = outputOf(event, shards);
      if (output !== undefined) yield { kind: "done", output };
      const end = endOf(event);
      if (end !== undefined) {
        yield end;
        return;
      }
    }
    token = nextPageToken?.length ? nextPageToken : undefined;
  }
}

type History = Awaited<ReturnType<Client["workflowService"]["getWorkflowExecutionHistory"]>>;
type Page = { readonly events: readonly Event[]; readonly nextPageToken: Uint8Array | undefined };
type Event = NonNullable<NonNullable<History["history"]>["events"]>[number];

/** The next events; waits until there are some, except behind the end of the run. */
async function page(
  { workflowService, options: { namespace } }: Client,
  { id, run }: Run,
  token?: Uint8Array,
): Promise<Page> {
  const { history, nextPageToken } = await workflowService.getWorkflowExecutionHistory({
    namespace,
    execution: { workflowId: id, runId: run },
    waitNewEvent: true,
    ...(token && { nextPageToken: token }),
  });
  return { events: history?.events ?? [], nextPageToken };
}

const PAUSE = 1_000;

async function patiently<T>(work: () => Promise<T>, unavailable: () => void): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      unavailable();
      await sleep(PAUSE);
    }
  }
}

/** What became of a shard, if the event tells. */
function outputOf(event: Event, shards: ReadonlyMap<string, string>): ShardOutput | undefined {
  const of = (id: unknown): string | undefined => shards.get(String(id));
  const { activityTaskCompletedEventAttributes: completed } = event;
  if (completed && of(completed.scheduledEventId) !== undefined)
    return firstOf<ShardOutput>(completed.result);
  const failed = event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes;
  const shard = of(failed?.scheduledEventId);
  if (failed && shard !== undefined)
    return {
      shard,
      outcome: "failed",
      reason: failed.failure?.message ?? "its worker said nothing any more",
    };
  const cancelled = of(event.activityTaskCanceledEventAttributes?.scheduledEventId);
  return cancelled === undefined ? undefined : { shard: cancelled, outcome: "skipped" };
}

function endOf(event: Event): Happening | undefined {
  if (event.workflowExecutionCompletedEventAttributes) return { kind: "ended", status: "COMPLETED" };
  if (event.workflowExecutionCanceledEventAttributes) return { kind: "ended", status: "CANCELLED" };
  const { workflowExecutionFailedEventAttributes: failed, workflowExecutionTerminatedEventAttributes: by } =
    event;
  const because = (status: string, reason: string | null | undefined): Happening => ({
    kind: "ended",
    status,
    ...(reason && { reason }),
  });
  if (failed) return because("FAILED", failed.failure?.message);
  if (by) return because("TERMINATED", by.reason);
  return event.workflowExecutionTimedOutEventAttributes ? { kind: "ended", status: "TIMED_OUT" } : undefined;
}

const firstOf = <T>(
  payloads:
    | { readonly payloads?: readonly Parameters<typeof defaultPayloadConverter.fromPayload>[0][] | null }
    | null
    | undefined,
): T | undefined => {
  const [payload] = payloads?.payloads ?? [];
  return payload && defaultPayloadConverter.fromPayload<T>(payload);
};

/** A shard that a worker has, or that waits for one. */
export interface Pending {
  readonly shard: string;
  readonly isStarted: boolean;
  readonly records: number;
  readonly attempt: number;
  /** Why the attempt before it failed. */
  readonly failure?: string;
}

/** PENDING_ACTIVITY_STATE_STARTED, CANCEL_REQUESTED of temporal.api.enums.v1.PendingActivityState. */
const STARTED: ReadonlySet<unknown> = new Set([2, 3]);

export async function pendingShards(client: Client, run: Run): Promise<readonly Pending[]> {
  const { raw } = await handleOf(client, run).describe();
  return (raw.pendingActivities ?? [])
    .filter(({ activityType }) => activityType?.name === "shard")
    .map(({ activityId, state, heartbeatDetails, attempt, lastFailure }) => ({
      shard: activityId ?? "",
      isStarted: STARTED.has(state),
      records: firstOf<ShardBeat>(heartbeatDetails)?.records ?? 0,
      attempt: attempt ?? 1,
      ...(lastFailure?.message && { failure: lastFailure.message }),
    }));
}

/** Of temporal.api.enums.v1.TaskQueueType. */
const ACTIVITY_TASKS = 2;
/** How long ago a worker that is there has asked at most, in milliseconds: each asks once a minute at least. */
const ASKED = 70_000;

export interface Workers {
  /** The versions of mailzone that they have. */
  readonly versions: ReadonlySet<string>;
  /** Accounts whose shards nobody takes; [] for the workflows' own queue. */
  readonly missing: readonly (readonly string[])[];
}

export async function workersFor(
  client: Client,
  { project, fleet, plan }: RunInput & { plan: RunPlan },
): Promise<Workers> {
  const queues = new Map<string, readonly string[]>([
    // the activity that every worker takes
    [runQueue(project, fleet), []],
    ...plan.shards.map(
      ({ accounts }) => [shardQueue(project, fleet, plan.version, accounts), accounts] as const,
    ),
  ]);
  const versions = new Set<string>();
  const missing: (readonly string[])[] = [];
  for (const [name, accounts] of queues) {
    const { pollers } = await client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name },
      taskQueueType: ACTIVITY_TASKS,
    });
    const there = (pollers ?? []).filter(
      ({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1000 < ASKED,
    );
    for (const { identity } of there) {
      const version = versionOfWorker(identity ?? "");
      if (version !== undefined) versions.add(version);
    }
    if (there.length === 0) missing.push(accounts);
  }
  return { versions, missing };
}
