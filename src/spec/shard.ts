/** Which shard of a fleet a spec is in: a part of its specs that is one Pulumi stack. */
import { createHash } from "node:crypto";
import { sep } from "node:path";
import type { Finding } from "../finding.ts";
import { quote } from "../finding.ts";
import { withoutDot } from "../zone/name.ts";
import { FLEET_FILE, type FleetFile } from "./fleet-file.ts";
import type { CloudUse, Spec } from "./spec.ts";

/** A part of the name of a Pulumi stack. */
const SHARD_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;

/** The stack of a shard. */
export const shardStack = (fleet: string, shard: string): string => `${fleet}-${shard}`;

/** Whether a stack has the name of one of the fleet's shards. */
export const isShardStack = (fleet: string, stack: string): boolean =>
  stack.startsWith(shardStack(fleet, ""));

/** The account of specs that name none, as in the stack's config. */
const DEFAULT_ACCOUNT = "default";

/** A cloud and an account there, in text. */
export const accountKey = ({ cloud, account }: Pick<CloudUse, "cloud" | "account">): string =>
  account === undefined || account === DEFAULT_ACCOUNT ? cloud : `${cloud}.${account}`;

/** The first folder on the way to a file, whose path is from the fleet's folder; "" for a file in that folder itself. */
export function folderOf(path: string, separator: string = sep): string {
  const steps = path.split(separator);
  return steps.length > 1 ? (steps[0] ?? "") : "";
}

/**
 * The shard of a spec, which depends on nothing but the spec itself: adding one moves no other.
 * `folder` is that of its file (`folderOf`).
 */
export function shardOf(
  { rule }: Pick<FleetFile, "rule">,
  spec: Pick<Spec, "zone" | "clouds">,
  folder: string,
): string {
  if ("count" in rule) return bucketOf(spec, rule.count);
  return rule.by === "folder" ? folder : [...new Set(spec.clouds.map(accountKey))].sort().join("_");
}

/** All domains of a zone are in one bucket, whatever the order of the specs. */
function bucketOf({ zone }: Pick<Spec, "zone">, count: number): string {
  const hash = createHash("sha256").update(withoutDot(zone)).digest().readUInt32BE();
  return String(hash % count).padStart(String(count - 1).length, "0");
}

/** Why the specs of a file are in no shard; undefined if they are in one. */
export function outsideShards({ name, rule }: FleetFile, file: string, folder: string): Finding | undefined {
  if ("count" in rule || rule.by !== "folder" || SHARD_NAME.test(folder)) return undefined;
  const place = { file, line: 1, column: 1 };
  return folder === ""
    ? {
        code: "fleet-shard",
        severity: "error",
        message: `each folder in stacks/${name} is a shard of the fleet, and this file is in none, so no stack publishes it`,
        help: `move it into a folder beside ${FLEET_FILE}`,
        place,
      }
    : {
        code: "fleet-shard",
        severity: "error",
        message: `the folder ${quote(folder)} would be a shard of the fleet ${name}, but its name cannot be part of the name of a stack`,
        help: "rename it: letters, digits, points, hyphens and underscores, at most 63",
        place,
      };
}
