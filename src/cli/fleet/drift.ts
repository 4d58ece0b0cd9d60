/** `mailzone fleet drift`: what happened to the records of many stacks outside them. */
import process from "node:process";
import type { EngineOptions } from "../../engine/engine.ts";
import { EngineRefused } from "../../engine/refused.ts";
import { survey } from "../../engine/survey.ts";
import type { Shard } from "../../fleet/fleet.ts";
import { unpack } from "../../fleet/packed.ts";
import { driftOf } from "../../live/drift.ts";
import {
  driftOutcome,
  type FleetDrift,
  fleetDriftJson,
  printFleetDrift,
  printFleetDriftMarkdown,
  type ShardDrift,
  shardDriftLine,
} from "../../report/fleet-drift.ts";
import { printJson, printResult } from "../print.ts";
import { hint, type Shown } from "../shown.ts";
import { atWork, readConcurrency } from "./at-work.ts";
import { type Selection, type SelectOptions, select } from "./selection.ts";
import { type KnownStacks, knownStacks } from "./stacks.ts";
import { withTemporal } from "./temporal-packages.ts";
import { touchedLine } from "./touched-line.ts";

interface Options extends SelectOptions, Shown {
  readonly concurrency?: string;
  readonly format: "text" | "json" | "markdown";
  readonly engine: "local" | "temporal";
}

/** Exit code 0 without drift, 1 with drift, 2 if of some shards nothing is known. */
export async function drift(name: string | undefined, options: Options): Promise<void> {
  const concurrency = readConcurrency(options.concurrency);
  const selection = await select(name, options);
  const { fleet, shards, touched } = selection;
  if (touched !== undefined) hint(touchedLine(touched), options);
  const results =
    options.engine === "temporal" ? await elsewhere(selection) : await here(selection, concurrency);
  const of: FleetDrift = {
    fleet: fleet.file.name,
    shards: shards.map((shard, i) => results[i] ?? { ...named(shard), reason: "not begun" }),
  };
  if (options.format === "json") printJson(fleetDriftJson(of));
  else printResult(options.format === "markdown" ? printFleetDriftMarkdown(of) : printFleetDrift(of));
  const outcomes = new Set(of.shards.map(driftOutcome));
  process.exitCode ??= outcomes.has("drift") ? 1 : outcomes.has("unknown") ? 2 : 0;
}

/** In the order of the shards; undefined for those that were not begun. */
type Drifts = readonly (ShardDrift | undefined)[];

async function here({ fleet, shards }: Selection, concurrency: number): Promise<Drifts> {
  const known = await knownStacks();
  return atWork(fleet, {
    what: "drift",
    shards,
    concurrency,
    line: shardDriftLine,
    isFailed,
    doOne: async (shard, _, { turn, env }) => {
      await turn();
      return driftOfShard(shard, known, { env });
    },
  });
}

async function elsewhere(selection: Selection): Promise<Drifts> {
  const { onTemporal } = await withTemporal(() => import("./temporal-run.ts"));
  const run = await onTemporal(selection, {
    work: "drift",
    shards: selection.shards,
    isMeant: async () => true,
    result: (shard, { details, reason }): ShardDrift =>
      details === undefined
        ? { ...named(shard), reason: reason ?? "not begun" }
        : (unpack(details) as ShardDrift),
    line: shardDriftLine,
    isFailed,
  });
  return run?.results ?? [];
}

const isFailed = ({ drift }: ShardDrift): boolean => drift === undefined;

const named = ({ name, stack }: Shard): Pick<ShardDrift, "shard" | "stack"> => ({ shard: name, stack });

async function driftOfShard(shard: Shard, known: KnownStacks, options: EngineOptions): Promise<ShardDrift> {
  if (!known.has(shard.stack))
    return { ...named(shard), reason: "the stack does not exist yet: nothing was published" };
  try {
    return { ...named(shard), drift: driftOf(await survey(shard.stack, options)) };
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    return { ...named(shard), reason: error.message.split(/\s+/).join(" ") };
  }
}
