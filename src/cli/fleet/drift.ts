/** `mailzone fleet drift`: what happened to the records of many stacks outside them. */
import process from "node:process";
import type { EngineOptions } from "../../engine/engine.ts";
import { EngineRefused } from "../../engine/refused.ts";
import { survey } from "../../engine/survey.ts";
import type { Shard } from "../../fleet/fleet.ts";
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
import { type SelectOptions, select } from "./selection.ts";
import { type KnownStacks, knownStacks } from "./stacks.ts";
import { touchedLine } from "./touched-line.ts";

interface Options extends SelectOptions, Shown {
  readonly concurrency?: string;
  readonly format: "text" | "json" | "markdown";
}

/** Exit code 0 without drift, 1 with drift, 2 if of some shards nothing is known. */
export async function drift(name: string | undefined, options: Options): Promise<void> {
  const concurrency = readConcurrency(options.concurrency);
  const { fleet, shards, touched } = await select(name, options);
  if (touched !== undefined) hint(touchedLine(touched), options);
  const known = await knownStacks();
  const results = await atWork(fleet, {
    what: "drift",
    shards,
    concurrency,
    line: shardDriftLine,
    isFailed: (one) => one.drift === undefined,
    doOne: (shard, _, { env }) => driftOfShard(shard, known, { env }),
  });
  const of: FleetDrift = {
    fleet: fleet.file.name,
    shards: shards.map((shard, i) => results[i] ?? { ...named(shard), reason: "not begun" }),
  };
  if (options.format === "json") printJson(fleetDriftJson(of));
  else printResult(options.format === "markdown" ? printFleetDriftMarkdown(of) : printFleetDrift(of));
  const outcomes = new Set(of.shards.map(driftOutcome));
  process.exitCode ??= outcomes.has("drift") ? 1 : outcomes.has("unknown") ? 2 : 0;
}

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
