/** The stacks of a fleet that the backend has. */
import { listStacks } from "../../engine/stack-list.ts";
import { stackName } from "../../engine/stack-name.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { isShardStack } from "../../spec/shard.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted, visible } from "../../words/text.ts";
import { hint, type Shown } from "../shown.ts";
import { willing } from "../stack/willing.ts";

/** How many resources each stack of the project has, by its name without organization and project. */
export type KnownStacks = ReadonlyMap<string, number>;

/** @throws CannotRun when the engine refuses */
export async function knownStacks(): Promise<KnownStacks> {
  const all = await willing("asking which stacks there are", () => listStacks());
  return new Map(all.map(({ name, resourceCount = 0 }) => [stackName(name), resourceCount]));
}

/** A shard whose last domain has gone keeps its stack, and that its records. */
export function tellLeftOver({ file, shards }: Fleet, known: KnownStacks, shown: Shown): void {
  const own = new Set(shards.map(({ stack }) => stack));
  const left = [...known.keys()].filter((stack) => isShardStack(file.name, stack) && !own.has(stack));
  if (left.length === 0) return;
  const they = left.length === 1 ? "it still has" : "they still have";
  hint(
    `${counted(left.length, "stack")} of shards that no spec is in any more: ${visible(left.join(", "))}; if ${they} records, move or destroy them (${ownCommand("move")}, pulumi destroy)`,
    shown,
  );
}
