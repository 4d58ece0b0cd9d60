/** The shard of a fleet that the running stack is. */
import { getRootDirectory, getStack } from "@pulumi/pulumi/metadata.js";
import type { FleetFile } from "../spec/fleet-file.ts";
import { fleetOfStack, type ShardStack } from "../spec/fleet-of-stack.ts";
import { ofSpecs } from "./findings-file.ts";
import { refuse } from "./refuse.ts";

export interface OwnShard extends ShardStack {
  readonly fleet: FleetFile;
}

/** Undefined for a stack of its own. @throws RunError if the fleet's file cannot be used */
export function ownShard(): OwnShard | undefined {
  const shard = fleetOfStack(getRootDirectory(), getStack());
  if (shard === undefined) return undefined;
  const { fleet, findings } = shard;
  return fleet === undefined
    ? refuse({ errors: findings, findings: ofSpecs(findings) })
    : { ...shard, fleet };
}
