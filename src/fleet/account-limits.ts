/** How many shards may work on an account at once, how many may begin in a second, and on how many of its records each works. */
import type { CloudId } from "../spec/cloud-id.ts";
import type { FleetFile } from "../spec/fleet-file.ts";

export interface AccountLimits {
  readonly shards: number;
  /** Infinity where nothing is said. */
  readonly parallel: number;
  /** How many shards may begin in a second; Infinity where nothing is said. */
  readonly startsPerSecond: number;
}

/** By account, as `accountKey` writes it. `concurrency` is how many shards run at once. */
export function accountLimits(
  { limits }: Pick<FleetFile, "limits">,
  concurrency: number,
): (account: string) => AccountLimits {
  return (key) => {
    const [cloud, account = "default"] = key.split(".") as [CloudId, string?];
    const own = limits[cloud] ?? {};
    const said = Object.hasOwn(own, account) ? own[account] : undefined;
    const {
      shards = concurrency,
      parallel = Number.POSITIVE_INFINITY,
      startsPerSecond = Number.POSITIVE_INFINITY,
    } = said ?? {};
    // each works on one record at least
    const atOnce = Math.min(shards, concurrency, parallel);
    return { shards: atOnce, parallel: Math.floor(parallel / atOnce), startsPerSecond };
  };
}
