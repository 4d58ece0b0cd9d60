/** Asks again until every server agrees, or the time is over. */
import { allAgree, type ZoneVerdict } from "./verdict.ts";

/** Milliseconds between two rounds: whoever waits sees the agreement within 5 s. */
const ROUND = 4_000;

const MINUTE = 60;
const LEAST = 10 * MINUTE;
const MOST = 48 * 60 * MINUTE;

/**
 * How long an old answer can still be given, in seconds: the longest TTL among those that differ; at least 10 minutes, since
 * servers take a while themselves, and at most 48 hours.
 */
export function patienceFor(verdicts: readonly ZoneVerdict[]): number {
  const heard = verdicts.flatMap(({ sets }) => sets.flatMap((set) => set.heard));
  const longest = heard.reduce((most, { agrees, ttl = 0 }) => (agrees ? most : Math.max(most, ttl)), 0);
  return Math.min(Math.max(longest, LEAST), MOST);
}

export interface Waiting {
  /** Asks one zone again. */
  readonly again: (verdict: ZoneVerdict) => Promise<ZoneVerdict>;
  /** Milliseconds, from now. */
  readonly limit: number;
  /** Hears after each round that was not the last. */
  readonly told: (verdicts: readonly ZoneVerdict[], leftMilliseconds: number) => void;
  readonly signal: AbortSignal;
  readonly now?: () => number;
  /** Resolves early when the signal is aborted. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** The last verdicts: all agree, or the time is over, or somebody has had enough. */
export async function waitForAgreement(
  first: readonly ZoneVerdict[],
  { again, limit, told, signal, sleep, now = () => performance.now() }: Waiting,
): Promise<readonly ZoneVerdict[]> {
  const until = now() + limit;
  let verdicts = first;
  while (!allAgree(verdicts) && !signal.aborted) {
    const left = until - now();
    if (left <= 0) break;
    told(verdicts, left);
    await sleep(Math.min(ROUND, left));
    if (signal.aborted) break;
    const next = await Promise.all(verdicts.map((one) => (allAgree([one]) ? one : again(one))));
    // what was cancelled is no answer
    if (signal.aborted) break;
    verdicts = next;
  }
  return verdicts;
}
