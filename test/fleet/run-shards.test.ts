/** Many shards at once: never more than the machine and an account may have, and one that fails stops no other. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "@jest/globals";
import { accountLimits } from "../../src/fleet/account-limits.ts";
import type { Shard } from "../../src/fleet/fleet.ts";
import { runShards } from "../../src/fleet/run-shards.ts";
import { NO_CHANGES, type ShardResult } from "../../src/fleet/shard-result.ts";
import type { FleetFile } from "../../src/spec/fleet-file.ts";

const file = (limits: FleetFile["limits"] = {}): FleetFile => ({
  name: "prod",
  rule: { count: 8 },
  config: {},
  shardConfig: {},
  limits,
});

const shard = (name: string, records: number, ...accounts: string[]): Shard => ({
  name,
  stack: `prod-${name}`,
  domains: [],
  zones: [],
  records,
  accounts,
  findings: [],
});

const result = ({ name, stack }: Shard, outcome: ShardResult["outcome"] = "changed"): ShardResult => ({
  shard: name,
  stack,
  outcome,
  summary: NO_CHANGES,
  changes: [],
  zones: [],
  seconds: 0,
  attempts: 1,
  findings: [],
});

interface Seen {
  readonly order: string[];
  /** The most that were at work at once, in all and by account. */
  readonly most: Map<string, number>;
  readonly parallel: Map<string, number | undefined>;
  readonly outcomes: readonly string[];
}

async function run(
  shards: readonly Shard[],
  concurrency: number,
  limits: FleetFile["limits"] = {},
  during: (shard: Shard, stop: () => void) => ShardResult["outcome"] = () => "changed",
  begun: readonly string[] = [],
): Promise<Seen> {
  const order: string[] = [];
  const most = new Map<string, number>();
  const now = new Map<string, number>();
  const parallel = new Map<string, number | undefined>();
  const stop = new AbortController();
  const count = (keys: readonly string[], by: number): void => {
    for (const key of keys) {
      now.set(key, (now.get(key) ?? 0) + by);
      most.set(key, Math.max(most.get(key) ?? 0, now.get(key) ?? 0));
    }
  };
  const results = await runShards({
    shards,
    file: file(limits),
    concurrency,
    begun: new Set(begun),
    signal: stop.signal,
    work: async (one, atOnce) => {
      order.push(one.name);
      parallel.set(one.name, atOnce);
      count(["all", ...one.accounts], 1);
      await sleep(5);
      const outcome = during(one, () => stop.abort());
      count(["all", ...one.accounts], -1);
      return result(one, outcome);
    },
  });
  return { order, most, parallel, outcomes: results.map((one) => one?.outcome ?? "not begun") };
}

const eight = [...Array(8).keys()].map((i) =>
  shard(String(i), 10 + i, i % 2 === 0 ? "cloudflare" : "route53.shop"),
);

/** Of an account of which nothing is said, where four shards are at work at once. */
const NO_LIMITS = {
  shards: 4,
  parallel: Number.POSITIVE_INFINITY,
  startsPerSecond: Number.POSITIVE_INFINITY,
};

describe("limits", () => {
  test("no more shards at once than were asked for, the longest first", async () => {
    const { most, order } = await run(eight, 3);
    expect(most.get("all")).toBe(3);
    expect(order.slice(0, 3)).toEqual(["7", "6", "5"]);
  });

  test("what has begun before comes before the longest", async () => {
    const { order } = await run(eight, 3, {}, () => "changed", ["prod-0", "prod-2"]);
    expect(order.slice(0, 3)).toEqual(["2", "0", "7"]);
  });

  test("an account's own limit holds while others go on, and its records are shared out", async () => {
    const { most, parallel } = await run(eight, 6, {
      cloudflare: { default: { shards: 2, parallel: 6 } },
      route53: { shop: { parallel: 1 } },
    });
    expect([most.get("cloudflare"), most.get("route53.shop")]).toEqual([2, 1]);
    expect([parallel.get("0"), parallel.get("1")]).toEqual([3, 1]);
  });

  test("a shard of two accounts waits for both, and has the smaller share", async () => {
    const both = [
      shard("x", 1, "alidns", "cloudflare"),
      shard("y", 1, "cloudflare"),
      shard("z", 1, "alidns"),
    ];
    const { most, parallel } = await run(both, 3, {
      cloudflare: { default: { shards: 1, parallel: 8 } },
      alidns: { default: { shards: 1, parallel: 2 } },
    });
    expect([most.get("cloudflare"), most.get("alidns")]).toEqual([1, 1]);
    expect(parallel.get("x")).toBe(2);
  });

  test.each([
    [{}, 4, NO_LIMITS],
    [{ shards: 9 }, 4, NO_LIMITS],
    [{ parallel: 10 }, 4, { ...NO_LIMITS, parallel: 2 }],
    [{ parallel: 2 }, 4, { ...NO_LIMITS, shards: 2, parallel: 1 }],
    [{ startsPerSecond: 0.5 }, 4, { ...NO_LIMITS, startsPerSecond: 0.5 }],
  ])("%j with %i at once", (said, concurrency, wanted) => {
    expect(accountLimits({ limits: { cloudflare: { shop: said } } }, concurrency)("cloudflare.shop")).toEqual(
      wanted,
    );
  });

  test("an account of any name, such as one of every object, has no limit if none is said", () => {
    const limits = accountLimits({ limits: { cloudflare: {} } }, 2);
    expect(limits("cloudflare.constructor")).toEqual({ ...NO_LIMITS, shards: 2 });
  });
});

test("one that fails stops no other; results are in the order of the shards", async () => {
  const { outcomes } = await run(eight, 2, {}, ({ name }) => (name === "3" ? "failed" : "unchanged"));
  expect(outcomes).toEqual(["unchanged", "unchanged", "unchanged", "failed", ...Array(4).fill("unchanged")]);
});

test("once stopped, none begins, and those at work end", async () => {
  const { order, outcomes } = await run(eight, 2, {}, (_, stop) => {
    stop();
    return "changed";
  });
  expect(order).toEqual(["7", "6"]);
  expect(outcomes).toEqual([...Array(6).fill("not begun"), "changed", "changed"]);
});

test("a fault of ours is not a shard's", async () => {
  await expect(
    run(eight, 2, {}, () => {
      throw new TypeError("bug");
    }),
  ).rejects.toThrow(TypeError);
});
