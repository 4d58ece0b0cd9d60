/** How a run left a shard, so that the next one can tell that nothing has changed since without running the program. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type PlannedResource, planZones } from "../plan/plan.ts";
import { ownPackage } from "../source/own-package.ts";
import { configOfShard, type FleetFile } from "../spec/fleet-file.ts";
import { readStackConfig } from "../spec/stack-file.ts";
import type { Shard } from "./fleet.ts";

export interface Settled {
  /** What was wanted: `planMark`. */
  readonly plan: string;
  /** What the engine then knew: `stateMark`. */
  readonly state: string;
}

/** Equal if a run would register the same resources with the same config. `root` is the project's. */
export function planMark({ name, stack, zones }: Shard, fleet: FleetFile, root: string): string {
  const config = { ...readStackConfig(root, stack).values, ...configOfShard(fleet, name) };
  return digest([programMark(root), config, planZones(zones).map(essence)]);
}

/** `state` is a stack's exported one. */
export const stateMark = (state: string): string => digest(state);

const essence = (resource: PlannedResource): unknown => {
  const { kind, name, type, domain, args } = resource;
  return [kind, name, type, domain, args];
};

/** What a project's program may be made of, besides mailzone itself. */
const PROGRAM = new Set([".js", ".mjs", ".cjs", ".ts", ".mts", ".json", ".yaml", ".yml"]);
const programs = new Map<string, string>();

/** Of the code and settings in the project's own folder, which may register more than the specs want. */
function programMark(root: string): string {
  const known = programs.get(root);
  if (known !== undefined) return known;
  const files = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && PROGRAM.has(extname(entry.name)))
    .map(({ name }) => name)
    .sort();
  const mark = digest([
    ownPackage().version,
    files.map((name) => [name, readFileSync(join(root, name), "utf8")]),
  ]);
  programs.set(root, mark);
  return mark;
}

const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url");
