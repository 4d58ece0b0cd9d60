/** Checks that calls stay within a cloud's stated rate, counted over a stretch of time or as a bucket. */
import { expect } from "@jest/globals";
import type { ListingRate } from "../../src/cloud/listing.ts";

/** The calls of one account, each at its millisecond and the earliest first, are what its cloud says that it allows. */
export function expectWithinRate(times: readonly number[], rate: ListingRate): void {
  if (rate.burst === undefined) expect(most(times, rate.seconds)).toBeLessThanOrEqual(rate.calls);
  else expect(lowest(times, rate.burst, rate.calls / rate.seconds)).toBeGreaterThanOrEqual(0);
}

/** Most calls in any stretch of so many seconds. */
function most(times: readonly number[], seconds: number): number {
  let first = 0;
  let highest = 0;
  for (const [last, time] of times.entries()) {
    while ((times[first] as number) <= time - seconds * 1000) first++;
    highest = Math.max(highest, last - first + 1);
  }
  return highest;
}

/** What a bucket held at its lowest; below 0 a call was refused. */
function lowest(times: readonly number[], size: number, perSecond: number): number {
  let level = size;
  let least = size;
  for (const [i, time] of times.entries()) {
    level = Math.min(size, level + ((time - (times[i - 1] ?? 0)) / 1000) * perSecond) - 1;
    least = Math.min(least, level);
  }
  return least;
}
