/** Does something with many shards at once within what the accounts allow, and the machine or machines that do it. */
import type { FleetFile } from "../spec/fleet-file.ts";
import { accountLimits } from "./account-limits.ts";
import type { Shard } from "./fleet.ts";

/** What is known of a shard when it is decided whether it may begin. */
type Waiting = Pick<Shard, "stack" | "records" | "accounts">;

export interface ShardsRun<One extends Waiting, Result> {
  readonly shards: readonly One[];
  readonly file: Pick<FleetFile, "limits">;
  /** How many may be at work at once. */
  readonly concurrency: number;
  /** The stacks whose engines have begun already, which come first. */
  readonly begun?: ReadonlySet<string>;
  /** Does one. `parallel` is how many of its records may be worked on at once. */
  readonly work: (shard: One, parallel: number | undefined) => Promise<Result>;
  /** Once it is aborted no further one begins. */
  readonly signal: Pick<AbortSignal, "aborted">;
}

/** The results, in the order of the shards; undefined for those that were not begun. One that fails stops no other. */
export async function runShards<One extends Waiting, Result>({
  shards,
  file,
  concurrency,
  begun = new Set(),
  work,
  signal,
}: ShardsRun<One, Result>): Promise<readonly (Result | undefined)[]> {
  const limits = accountLimits(file, concurrency);
  const busy = new Map<string, number>();
  const results = new Map<One, Result>();
  // the longest first, so that none is alone at the end
  const waiting = [...shards].sort(
    (a, b) => Number(begun.has(b.stack)) - Number(begun.has(a.stack)) || b.records - a.records,
  );
  const running = new Set<Promise<void>>();
  const hasRoom = ({ accounts }: One): boolean =>
    accounts.every((account) => (busy.get(account) ?? 0) < limits(account).shards);
  const count = ({ accounts }: One, by: 1 | -1): void => {
    for (const account of accounts) busy.set(account, (busy.get(account) ?? 0) + by);
  };
  const begin = (shard: One): void => {
    waiting.splice(waiting.indexOf(shard), 1);
    count(shard, 1);
    const parallel = Math.min(...shard.accounts.map((account) => limits(account).parallel));
    const run = work(shard, Number.isFinite(parallel) ? parallel : undefined).then((result) => {
      results.set(shard, result);
      count(shard, -1);
      running.delete(run);
    });
    running.add(run);
  };
  for (;;) {
    while (running.size < concurrency && !signal.aborted) {
      const next = waiting.find(hasRoom);
      if (next === undefined) break;
      begin(next);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  return shards.map((shard) => results.get(shard));
}
