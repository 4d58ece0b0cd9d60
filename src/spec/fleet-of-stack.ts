/** The fleet that a stack is a shard of, by the stack's name. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { STACKS } from "./find.ts";
import { FLEET_FILE, type FleetFile, type ReadFleet, readFleet } from "./fleet-file.ts";
import { isShardStack, shardStack } from "./shard.ts";

export interface ShardStack extends ReadFleet {
  /** The fleet's name. */
  readonly name: string;
  readonly shard: string;
  /** Where the shard's specs are, from the project's root. Other shards' may be there too. */
  readonly specs: string;
}

/** The names of a project's fleets, sorted. */
export function fleetNames(root: string): readonly string[] {
  const folder = join(root, STACKS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, FLEET_FILE)))
    .map(({ name }) => name)
    .sort();
}

/** Undefined for a stack of its own, which has a folder of its name. */
export function fleetOfStack(root: string, stack: string): ShardStack | undefined {
  if (existsSync(join(root, STACKS, stack))) return undefined;
  // of `a` and `a-b`, the longer name is meant
  const name = fleetNames(root)
    .filter((fleet) => isShardStack(fleet, stack))
    .reduce<string | undefined>((a, b) => (a === undefined || b.length > a.length ? b : a), undefined);
  if (name === undefined) return undefined;
  const folder = join(STACKS, name);
  const read = readFleet(join(root, folder), { name, shown: folder });
  if (read === undefined) return undefined;
  const shard = stack.slice(shardStack(name, "").length);
  return { ...read, name, shard, specs: isByFolder(read.fleet) ? join(folder, shard) : folder };
}

const isByFolder = (fleet: FleetFile | undefined): boolean =>
  fleet !== undefined && "by" in fleet.rule && fleet.rule.by === "folder";
