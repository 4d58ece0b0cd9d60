/** Many shards at work for a command: how far they are is said, and Ctrl-C ends them in order. */
import { availableParallelism, totalmem } from "node:os";
import process from "node:process";
import { accountLimits } from "../../fleet/account-limits.ts";
import type { Fleet, Shard } from "../../fleet/fleet.ts";
import { runShards } from "../../fleet/run-shards.ts";
import { RateLimit } from "../../inventory/rate-limit.ts";
import { type ServedRunner, serveRunner } from "../../inventory/runner.ts";
import { counted } from "../../words/text.ts";
import { CannotRun, INTERRUPTED } from "../print.ts";
import { type Progress, progress } from "../progress.ts";
import { liveView } from "./live-view.ts";
import { Pace } from "./pace.ts";

export interface Work<Result> {
  /** What is done, such as `preview`. */
  readonly what: string;
  readonly shards: readonly Shard[];
  readonly concurrency: number;
  /** Does one. `parallel` is how many of its records may be worked on at once. */
  readonly doOne: (shard: Shard, parallel: number | undefined, shown: Shown) => Promise<Result>;
  /** A line about what became of one; it stays on a terminal only if it failed. */
  readonly line: (result: Result) => string;
  readonly isFailed: (result: Result) => boolean;
  /** The stacks whose engines have begun already. */
  readonly begun?: ReadonlySet<string>;
  /** What their programs ask, if it is served already. */
  readonly runner?: ServedRunner | undefined;
}

/** What work on a shard gets from the run. */
interface Shown {
  /** A line that stays. */
  readonly note: (line: string) => void;
  /** To be called when something was done: how many records it is in all. */
  readonly tell: (records: number) => void;
  /** Once it is aborted nothing new begins. */
  readonly signal: AbortSignal;
  /** Waits until it may begin at its accounts. */
  readonly turn: () => Promise<void>;
  /** What the engine's environment needs so that the program can ask what it wants to know of the run. */
  readonly env: Readonly<Record<string, string>>;
}

/** The results, in the order of the shards; undefined for those that were not begun, since a person stopped the run. */
export async function atWork<Result>(
  { file }: Fleet,
  { what, shards, concurrency, doOne, line, isFailed, begun, runner: given }: Work<Result>,
): Promise<readonly (Result | undefined)[]> {
  const stop = new AbortController();
  const pace = new Pace(shards);
  const shown = showPace(`${what} of ${counted(shards.length, "shard")}`, pace);
  const interrupt = (): void => {
    if (stop.signal.aborted) return;
    stop.abort();
    shown.note(
      "stopping: no further shard begins, and those at work finish what they have begun; press Ctrl-C again to end them at once",
    );
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  // each engine has listeners of its own
  process.setMaxListeners(0);
  const runner = given ?? (await openRunner(shown.note));
  const starts = new Map<string, RateLimit>();
  const turnOf = async ({ accounts }: Shard): Promise<void> => {
    for (const account of accounts) {
      const { startsPerSecond } = accountLimits(file, concurrency)(account);
      if (!Number.isFinite(startsPerSecond)) continue;
      const limit = starts.get(account) ?? new RateLimit({ calls: 1, seconds: 1 / startsPerSecond });
      starts.set(account, limit);
      await limit.take();
    }
  };
  try {
    return await runShards({
      shards,
      file,
      concurrency,
      ...(begun && { begun }),
      signal: stop.signal,
      work: async (shard, parallel) => {
        pace.begin(shard);
        runner?.tellFiles(
          shard.stack,
          shard.domains.map(({ spec }) => spec.place.file),
        );
        const result = await doOne(shard, parallel, {
          note: shown.note,
          tell: (records) => {
            pace.tell(shard, records);
            shown.tell();
          },
          signal: stop.signal,
          turn: () => turnOf(shard),
          env: runner?.env ?? {},
        });
        const hasFailed = isFailed(result);
        pace.end(shard, hasFailed);
        if (hasFailed || !process.stderr.isTTY) shown.note(line(result));
        shown.tell();
        return result;
      },
    });
  } finally {
    if (given === undefined) runner?.end();
    shown.end();
    process.removeListener("SIGINT", interrupt);
    process.removeListener("SIGTERM", interrupt);
    if (stop.signal.aborted) process.exitCode = INTERRUPTED;
  }
}

/** On a terminal a table that changes, elsewhere a line now and then. */
export function showPace(text: string, pace: Pace): Omit<Progress, "tell"> & { readonly tell: () => void } {
  if (process.stderr.isTTY) return { ...liveView(() => pace.lines(), process.stderr), tell: () => {} };
  const shown = progress(text);
  return { ...shown, tell: () => shown.tell(pace.lineWithNames()) };
}

/** Undefined where there can be none: each program then keeps the rates by itself, and reads all specs. */
export async function openRunner(note: (line: string) => void): Promise<ServedRunner | undefined> {
  try {
    return await serveRunner();
  } catch (error) {
    note(
      `each shard keeps the clouds' rates by itself, since they cannot agree: ${error instanceof Error ? error.message : error}`,
    );
    return undefined;
  }
}

/** What an engine with its program and plugins takes while it works on a few hundred records, in octets. */
const MEMORY_A_SHARD = 900 * 2 ** 20;
const MOST_AT_ONCE = 64;

/** @throws CannotRun for what is no usable number */
export function readConcurrency(given: string | undefined): number {
  if (given === undefined) {
    const byMemory = Math.floor(totalmem() / MEMORY_A_SHARD);
    return Math.max(1, Math.min(availableParallelism(), byMemory, MOST_AT_ONCE));
  }
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1 && number <= MOST_AT_ONCE) return number;
  throw new CannotRun(
    `--concurrency is ${JSON.stringify(given)}: it has to be a whole number from 1 to ${MOST_AT_ONCE}`,
  );
}
