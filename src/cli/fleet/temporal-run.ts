/** Runs of a fleet on Temporal, as the machine sees them that starts one: `--engine temporal`. */
import type { Client } from "@temporalio/client";
import { backendMark } from "../../engine/backend.ts";
import type { Shard } from "../../fleet/fleet.ts";
import { publishedFrom } from "../../fleet/git.ts";
import { addAttributes } from "../../fleet/temporal/add-attributes.ts";
import {
  forRun,
  type RunInput,
  type RunOutput,
  type RunPlan,
  type RunWork,
} from "../../fleet/temporal/run.ts";
import {
  AlreadyAtWork,
  ENDED_FROM_OUTSIDE,
  happenings,
  idOf,
  type KnownRun,
  lastRun,
  startRun,
  workersFor,
} from "../../fleet/temporal/runs.ts";
import { connected, ServerRefused } from "../../fleet/temporal/server.ts";
import { ownPackage } from "../../source/own-package.ts";
import { projectName } from "../../spec/stack-file.ts";
import { firstOf, listed } from "../../words/list.ts";
import { ownCommand } from "../../words/own-command.ts";
import { visible } from "../../words/text.ts";
import { CannotRun } from "../print.ts";
import { willing } from "../stack/willing.ts";
import { askingGit } from "./asking-git.ts";
import { type Followed, follow } from "./follow.ts";
import type { Selection } from "./selection.ts";

export interface OnTemporal<Result> extends Followed<Result> {
  readonly work: RunWork;
  readonly shards: readonly Shard[];
  readonly resume?: true | undefined;
  /** Asked before a run is started. */
  readonly isMeant: (shards: readonly Shard[]) => Promise<boolean>;
}

export interface Outcome<Result> {
  /** The id of the run on the server. */
  readonly id: string;
  readonly shards: readonly Shard[];
  /** In the order of the shards; undefined for those that were not begun. */
  readonly results: readonly (Result | undefined)[];
}

/** Undefined if it was not meant. @throws CannotRun */
export async function onTemporal<Result>(
  selection: Selection,
  asked: OnTemporal<Result>,
): Promise<Outcome<Result> | undefined> {
  try {
    return await connected((client) => started(client, selection, asked));
  } catch (error) {
    if (error instanceof ServerRefused) throw new CannotRun(error.message, { cause: error });
    throw error;
  }
}

async function started<Result>(
  client: Client,
  { root, fleet }: Selection,
  asked: OnTemporal<Result>,
): Promise<Outcome<Result> | undefined> {
  const { work, shards: all, resume, isMeant } = asked;
  const project = projectName(root);
  const { commit, folder } = await published(root);
  const id = idOf(
    { project, fleet: fleet.file.name, work },
    `${commit.slice(0, 12)}-${Date.now().toString(36)}`,
  );
  const last = work === "up" ? await lastRun(client, id) : undefined;
  if (last?.status === "RUNNING") {
    if (!resume) throw atWork(fleet.file.name, last);
    const its = new Set("shards" in last.input.plan ? last.input.plan.shards.map(({ name }) => name) : []);
    const shards = fleet.shards.filter(({ name }) => its.has(name));
    return { id, shards, results: await follow(client, last.run, { ...asked, shards }) };
  }
  const shards = resume ? await left(client, last, all, fleet.file.name) : all;
  if (shards.length === 0) return { id, shards, results: [] };
  const input: RunInput & { plan: RunPlan } = {
    work,
    project,
    fleet: fleet.file.name,
    folder,
    backend: await backendOfRuns(),
    plan: {
      commit,
      version: ownPackage().version,
      limits: fleet.file.limits,
      shards: forRun(shards),
    },
    ...(last?.output && { settled: last.output.settled }),
    ...(last && { unfinished: unfinishedIn(last) }),
    attributes: await addAttributes(client),
  };
  await refuseWithoutWorkers(client, input);
  if (!(await isMeant(shards))) return undefined;
  try {
    const run = await startRun(client, input, id);
    return { id, shards, results: await follow(client, run, { ...asked, shards }) };
  } catch (error) {
    if (!(error instanceof AlreadyAtWork)) throw error;
    throw new CannotRun(`another run of the fleet ${fleet.file.name} has just begun: --resume follows it`);
  }
}

/** The shards that it may have left half done. */
function unfinishedIn({ status, input: { plan }, output }: KnownRun): RunOutput["unfinished"] {
  if (output !== undefined) return output.unfinished;
  if (!ENDED_FROM_OUTSIDE.has(status) || !("shards" in plan)) return {};
  return Object.fromEntries(plan.shards.map(({ name }) => [name, []]));
}

const atWork = (fleet: string, { run, since }: KnownRun): CannotRun =>
  new CannotRun(
    `a run of the fleet ${fleet} is at work since ${since.toISOString()}, ${run.id} on the server: --resume follows it`,
  );

/** @throws CannotRun for what other machines cannot fetch */
async function published(root: string): Promise<{ readonly commit: string; readonly folder: string }> {
  const { commit, folder, unsaved, isPushed } = await askingGit(() => publishedFrom(root));
  if (unsaved.length > 0) {
    throw new CannotRun(
      `the workers fetch the specs by git commit, and ${firstOf(unsaved.map(visible), 3)} ${unsaved.length === 1 ? "is" : "are"} in none: commit and push first`,
    );
  }
  if (!isPushed)
    throw new CannotRun(
      `the workers fetch the specs by git commit, and no remote has ${commit.slice(0, 12)} yet: push first`,
    );
  return { commit, folder };
}

/** @throws CannotRun without one */
export async function backendOfRuns(): Promise<string> {
  const mark = await willing("asking where the states are", () => backendMark());
  if (mark !== undefined) return mark;
  throw new CannotRun("the engine is logged in to no backend: pulumi login, to the same as the workers");
}

/** @throws CannotRun */
async function refuseWithoutWorkers(client: Client, input: RunInput & { plan: RunPlan }): Promise<void> {
  const { versions, missing } = await workersFor(client, input);
  if (missing.length === 0) return;
  const { version } = input.plan;
  const what = missing.some((accounts) => accounts.length === 0)
    ? `the fleet ${input.fleet}`
    : `shards of ${listed(missing.map((accounts) => accounts.join("+")))}`;
  const others = [...versions].filter((one) => one !== version);
  throw new CannotRun(
    others.length > 0
      ? `no worker of mailzone ${version} takes ${what}: those at work have ${listed(others)}; install the same version everywhere`
      : `no worker takes ${what}: start ${ownCommand(`fleet worker ${input.fleet}`)} on the machines that are to do the work`,
  );
}

/** What the last run did not do, and what failed. @throws CannotRun if there is nothing to go on with */
async function left(
  client: Client,
  last: KnownRun | undefined,
  shards: readonly Shard[],
  fleet: string,
): Promise<readonly Shard[]> {
  if (last === undefined)
    throw new CannotRun(`the server knows no run of the fleet ${fleet} that could go on: leave --resume out`);
  const done = new Set<string>();
  for await (const happening of happenings(client, last.run, () => {})) {
    if (happening.kind !== "done") continue;
    const { shard, outcome } = happening.output;
    if (outcome === "changed" || outcome === "unchanged") done.add(shard);
  }
  const its = "shards" in last.input.plan ? last.input.plan.shards : [];
  const wanted = new Set(its.map(({ name }) => name).filter((name) => !done.has(name)));
  if (wanted.size === 0)
    throw new CannotRun(`the last run of the fleet ${fleet} finished: leave --resume out to run again`);
  return shards.filter(({ name }) => wanted.has(name));
}
