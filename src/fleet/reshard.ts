/** Moves domains between the states of a fleet's stacks. No cloud is asked to change anything. */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../tools/write-file.mjs";
import type { EngineOptions } from "../engine/engine.ts";
import { confirmUnchanged, type Move, movedKeys, moveResources, planMove } from "../engine/move.ts";
import { readIfThere } from "../engine/read-if-there.ts";
import { exportState, importState, keepCopy, runOrRefuse } from "../engine/state.ts";
import { atOnce } from "../live/at-once.ts";
import type { StateFile } from "../live/stack-state.ts";
import { counted } from "../words/text.ts";
import { fleetFolder, makeFleetFolder } from "./fleet-folder.ts";

/** What a run that was killed needs to go on. */
const begunSchema = z.object({
  /** Where the states are as they were before anything was moved, by stack. */
  copies: z.record(z.string(), z.string()),
  /** What was moved, by each stack that has or had it. */
  moved: z.record(z.string(), z.array(z.string())),
  /** The move that is being made, with both states as they were just before it. */
  atWork: z.record(z.string(), z.string()).optional(),
});
type Begun = z.infer<typeof begunSchema>;

export interface ReshardRun extends EngineOptions {
  /** The project's folder. */
  readonly root: string;
  readonly fleet: string;
  /** How many stacks are previewed at once. */
  readonly concurrency: number;
  readonly tell: (line: string) => void;
  /** The stacks that the backend has. */
  readonly known: ReadonlyMap<string, unknown>;
  /** The stacks that have a shard, and so a program that can be previewed. */
  readonly shards: ReadonlySet<string>;
}

const fileOf = ({ root, fleet }: Pick<ReshardRun, "root" | "fleet">): string =>
  join(fleetFolder(root, fleet), "reshard.json");

/** Whether one was killed before its end. */
export const isReshardBegun = (of: Pick<ReshardRun, "root" | "fleet">): boolean =>
  readBegun(of) !== undefined;

/** Puts back the two states between which a killed run was moving something. @throws EngineRefused */
export async function endInterrupted(
  run: Omit<ReshardRun, "concurrency" | "known" | "shards">,
): Promise<void> {
  const begun = readBegun(run);
  if (begun?.atWork === undefined) return;
  run.tell("an earlier run was killed while it moved something: putting back these two states");
  await putBack(begun.atWork, run);
  const { atWork: _, ...rest } = begun;
  write(run, rest);
}

/**
 * Makes the moves and those checks that are left of a killed run, then previews every stack that had a part in it. If one would
 * change something of what was moved, all states are put back.
 * @throws EngineRefused
 */
export async function reshard(moves: readonly Move[], run: ReshardRun): Promise<void> {
  const begun: Begun = readBegun(run) ?? { copies: {}, moved: {} };
  makeFleetFolder(run.root, run.fleet);
  const made = new Set(run.known.keys());
  try {
    for (const [i, move] of moves.entries()) {
      run.tell(
        `${i + 1} of ${counted(moves.length, "move")}: ${counted(move.domains.length, "domain")} from ${move.from} to ${move.to}`,
      );
      if (!made.has(move.to)) await runOrRefuse(["stack", "init", move.to, "--no-select"], run);
      made.add(move.to);
      await makeOne(move, begun, run);
    }
    await confirmAll(begun, run);
  } catch (error) {
    await putBack(begun.copies, run);
    rmSync(fileOf(run), { force: true });
    throw error;
  }
  rmSync(fileOf(run), { force: true });
}

async function makeOne(move: Move, begun: Begun, run: ReshardRun): Promise<void> {
  const plan = await planMove(move, run);
  const before: Record<string, string> = {};
  for (const side of ["from", "to"] as const) {
    const copy = keepCopy(plan[side], plan.states[side], run.root);
    before[plan[side]] = copy;
    begun.copies[plan[side]] ??= copy;
    begun.moved[plan[side]] = [...new Set([...(begun.moved[plan[side]] ?? []), ...movedKeys(plan)])];
  }
  write(run, { ...begun, atWork: before });
  await moveResources(plan, run);
  write(run, begun);
}

async function confirmAll({ moved }: Begun, run: ReshardRun): Promise<void> {
  const stacks = Object.keys(moved).filter((stack) => run.shards.has(stack));
  let done = 0;
  await atOnce(run.concurrency, stacks, async (stack) => {
    await confirmUnchanged(stack, new Set(moved[stack]), run);
    done += 1;
    run.tell(`${stack}: pulumi up would change none of them (${done} of ${counted(stacks.length, "stack")})`);
  });
}

async function putBack(copies: Readonly<Record<string, string>>, options: EngineOptions): Promise<void> {
  for (const [stack, copy] of Object.entries(copies)) {
    await importState(stack, JSON.parse(readFileSync(copy, "utf8")) as StateFile, options);
  }
}

function readBegun(of: Pick<ReshardRun, "root" | "fleet">): Begun | undefined {
  const text = readIfThere(fileOf(of));
  return text === undefined ? undefined : begunSchema.parse(JSON.parse(text));
}

const write = (run: Pick<ReshardRun, "root" | "fleet">, begun: Begun): void =>
  writeWhole(fileOf(run), JSON.stringify(begun));

/** How many states are read at the same time. */
const AT_ONCE = 4;

/** @throws EngineRefused */
export async function readStates(
  stacks: readonly string[],
  options: EngineOptions = {},
): Promise<ReadonlyMap<string, StateFile>> {
  const states = new Map<string, StateFile>();
  await atOnce(AT_ONCE, stacks, async (stack) => {
    states.set(stack, JSON.parse(await exportState(stack, options)) as StateFile);
  });
  return new Map(stacks.map((stack) => [stack, states.get(stack) as StateFile]));
}
