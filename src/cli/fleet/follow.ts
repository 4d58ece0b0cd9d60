/** Shows how far a run on Temporal is, until it has ended. */
import process from "node:process";
import type { Client } from "@temporalio/client";
import type { Shard } from "../../fleet/fleet.ts";
import type { RunWork, ShardOutput } from "../../fleet/temporal/run.ts";
import {
  ENDED_FROM_OUTSIDE,
  type Happening,
  handleOf,
  happenings,
  type Pending,
  pendingShards,
  type Run,
} from "../../fleet/temporal/runs.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted, visible } from "../../words/text.ts";
import { INTERRUPTED } from "../print.ts";
import { showPace } from "./at-work.ts";
import { Pace } from "./pace.ts";

export interface Followed<Result> {
  readonly work: RunWork;
  readonly shards: readonly Shard[];
  /** What became of a shard, from what a worker said. */
  readonly result: (shard: Shard, output: ShardOutput) => Result;
  /** A line about it; it stays on a terminal only if it failed. */
  readonly line: (result: Result) => string;
  readonly isFailed: (result: Result) => boolean;
}

/** The results in the order of the shards, undefined for those that were not begun. The first Ctrl-C cancels the run, a second one leaves it to the workers. */
export async function follow<Result>(
  client: Client,
  run: Run,
  { work, shards, result, line, isFailed }: Followed<Result>,
): Promise<readonly (Result | undefined)[]> {
  const byName = new Map(shards.map((shard) => [shard.name, shard]));
  const results = new Map<string, Result>();
  const pace = new Pace(shards);
  const shown = showPace(`${work} of ${counted(shards.length, "shard")} on Temporal`, pace);
  const stopping = cancelOnSignal(client, run, shown);
  const server = serverWatch(shown.note);
  const atWork = watchWork(
    () => pendingShards(client, run),
    (name) => (results.has(name) ? undefined : byName.get(name)),
    { pace, shown },
  );
  try {
    for await (const happening of happenings(client, run, server.isAway)) {
      server.isBack();
      if (happening.kind === "ended") sayEnd(happening, stopping.isStopping(), shown.note);
      const one = happening.kind === "done" ? byName.get(happening.output.shard) : undefined;
      if (happening.kind !== "done" || one === undefined) continue;
      const its = result(one, happening.output);
      results.set(one.name, its);
      pace.end(one, isFailed(its));
      if (isFailed(its) || !process.stderr.isTTY) shown.note(line(its));
      shown.tell();
    }
  } finally {
    atWork.end();
    stopping.end();
    shown.end();
  }
  return shards.map(({ name }) => results.get(name));
}

type PaceShown = ReturnType<typeof showPace>;

function cancelOnSignal(client: Client, run: Run, shown: PaceShown) {
  let isStopping = false;
  const interrupt = (): void => {
    if (isStopping) {
      shown.end();
      process.stderr.write(
        `the run ends without this command: ${visible(ownCommand("fleet up --engine temporal --resume"))} follows it\n`,
      );
      process.exit(INTERRUPTED);
    }
    isStopping = true;
    shown.note(
      "stopping: no further shard begins, and those at work finish what they have begun; press Ctrl-C again to leave that to the workers",
    );
    handleOf(client, run)
      .cancel()
      .catch((error) => shown.note(`the run could not be cancelled: ${error.message}`));
  };
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  return {
    isStopping: () => isStopping,
    end: () => process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt),
  };
}

/** Says once that the server does not answer, and once that it does again. */
function serverWatch(note: (line: string) => void) {
  let isAway = false;
  const turn = (away: boolean, line: string): void => {
    if (isAway !== away) note(line);
    isAway = away;
  };
  return {
    isAway: () => turn(true, "the Temporal server does not answer: waiting for it"),
    isBack: () => turn(false, "the Temporal server answers again"),
  };
}

/** How often it is asked how far the shards are, in milliseconds. */
const LOOK = 2_000;

/** `shardOf` yields undefined for one that is done. */
function watchWork(
  ask: () => Promise<readonly Pending[]>,
  shardOf: (name: string) => Shard | undefined,
  { pace, shown }: { readonly pace: Pace; readonly shown: PaceShown },
) {
  const attempts = new Map<string, number>();
  const look = async (): Promise<void> => {
    // the history says what matters
    const pending = await ask().catch(() => []);
    for (const { shard, isStarted, records, attempt, failure } of pending) {
      const one = shardOf(shard);
      if (one === undefined) continue;
      if (isStarted) {
        pace.begin(one);
        pace.tell(one, records);
      }
      if (attempt <= (attempts.get(shard) ?? 1)) continue;
      attempts.set(shard, attempt);
      shown.note(`${one.stack}: begun again${failure === undefined ? "" : `: ${failure}`}`);
    }
    shown.tell();
  };
  const alarm = setInterval(look, LOOK);
  return { end: () => clearInterval(alarm) };
}

function sayEnd(
  { status, reason }: Extract<Happening, { kind: "ended" }>,
  isStopping: boolean,
  note: (line: string) => void,
): void {
  if (isStopping) process.exitCode = INTERRUPTED;
  else if (status !== "COMPLETED") process.exitCode = 1;
  const because = reason === undefined ? "" : `: ${reason}`;
  if (ENDED_FROM_OUTSIDE.has(status))
    note(`the run was ended by the server, ${status.toLowerCase()}${because}`);
  else if (status === "CANCELLED" && !isStopping) note("the run was cancelled by somebody else");
}
