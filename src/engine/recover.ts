/** Finds the damage that a crash left in a stack's state, and repairs it with the engine's own commands. */
import { rmSync } from "node:fs";
import { relative } from "node:path";
import process from "node:process";
import { importFile } from "../live/adoption.ts";
import { type Recovery, recoveryOf } from "../live/recovery.ts";
import type { Repair, TakeIn } from "../live/repair.ts";
import {
  pendingOf,
  type StateFile,
  withDependencies,
  withoutGone,
  withRetained,
} from "../live/stack-state.ts";
import { type Backend, findBackend, findFileBackend, readLocks } from "./backend.ts";
import type { EngineOptions } from "./engine.ts";
import { halfWritten } from "./file-backend.ts";
import type { OwnEngine } from "./own-engine.ts";
import { EngineRefused } from "./refused.ts";
import { type StackLock, shownLock } from "./stack-lock.ts";
import { exportState, importState, inStateFile, keepCopy, runOrRefuse } from "./state.ts";
import { survey } from "./survey.ts";

export interface Damage extends Recovery {
  readonly stack: string;
  /** Locks of processes that have ended, or run on other machines; undefined for Pulumi Cloud, which does not show them. */
  readonly locks: readonly StackLock[] | undefined;
  /** The state with the damage, as the engine exported it. */
  readonly state: string;
}

/**
 * The files that prevent the state from being read at all. Changes nothing.
 * @throws EngineRefused when a run is in progress on the stack
 */
export async function findHalfWritten(
  stack: string,
  options: EngineOptions = {},
): Promise<readonly string[]> {
  const folder = await findFileBackend(options);
  if (folder === undefined) return [];
  const files = halfWritten(folder, stack);
  if (files.length > 0) await locksOf({ folder }, stack, undefined, options);
  return files;
}

/** Deletes what `findHalfWritten` found. */
export function removeHalfWritten(files: readonly string[]): void {
  for (const file of files) rmSync(file, { force: true });
}

interface DamageOptions extends EngineOptions {
  /** Engines that this machine is known to have started on the stack. */
  readonly engines?: readonly OwnEngine[];
}

/**
 * What needs repair. Changes nothing.
 * @throws EngineRefused when the state or the zones cannot be read, or a run is in progress on the stack
 */
export async function findDamage(
  stack: string,
  { engines, ...options }: DamageOptions = {},
): Promise<Damage> {
  const state = await exportState(stack, options);
  const backend = await findBackend(options);
  const { stack: own, zones } = await survey(stack, options);
  return {
    stack,
    locks:
      backend === undefined
        ? undefined
        : await locksOf(backend, stack, own.project, { ...options, ...(engines && { engines }) }),
    state,
    ...recoveryOf(JSON.parse(state) as StateFile, { zones }),
  };
}

/** @throws EngineRefused when a run is in progress on the stack */
async function locksOf(
  backend: Backend,
  stack: string,
  project: string | undefined,
  { engines, ...options }: DamageOptions,
): Promise<readonly StackLock[]> {
  const all = await readLocks(backend, stack, engines, options);
  const locks = all.filter((lock) => project === undefined || (lock.project ?? project) === project);
  const atWork = locks.find(({ holder }) => holder === "alive");
  if (atWork === undefined) return locks;
  throw new EngineRefused(
    `a run is in progress on stack ${stack}: ${shownLock(atWork)}. Wait for it to finish; if it hangs, stop that process and try again`,
  );
}

/** Maximum number of URNs on one command line. */
const CHUNK = 100;

/**
 * Cancels the locks (with `unlock`, also those that the backend does not list) and makes the repairs, announcing each step
 * beforehand. Changes only the state.
 * Yields the path of a copy of the state as it was.
 * @throws EngineRefused when the engine refuses a step, or the state has changed since the damage was found
 */
export async function repair(
  { stack, locks, state, repairs }: Damage,
  {
    tell,
    unlock,
    ...options
  }: EngineOptions & { readonly tell: (line: string) => void; readonly unlock: boolean },
): Promise<string> {
  const folder = options.cwd ?? process.cwd();
  const copy = keepCopy(stack, state, folder);
  tell(`saved a copy of the state to ${relative(folder, copy)}`);
  if (locks === undefined ? unlock : locks.length > 0) {
    tell("cancelling the lock");
    if (locks !== undefined) await confirmLocks(stack, locks, options);
    await runOrRefuse(["cancel", "--yes", "--stack", stack], options);
  }
  if ((await exportState(stack, options)) !== state) {
    throw new EngineRefused(
      `the state of ${stack} has changed in the meantime, so another run is in progress: wait for it to finish and try again`,
    );
  }
  if (repairs.length === 0) return copy;

  const of = <Kind extends Repair["repair"]>(kind: Kind) =>
    repairs.filter((one): one is Extract<Repair, { repair: Kind }> => one.repair === kind);
  const [gone, kept, doubted, takeIns] = [of("take-out"), of("keep"), of("read-anew"), of("take-in")];
  if (gone.length + kept.length > 0) tell("removing deleted resources from the state");
  if (gone.length + kept.length > 0)
    await importState(stack, withoutGone(JSON.parse(state) as StateFile, gone, kept), options);
  for (let at = 0; at < doubted.length; at += CHUNK) {
    tell("refreshing resources whose outcome is unknown");
    const targets = doubted.slice(at, at + CHUNK).flatMap(({ urn }) => ["--target", urn]);
    await runOrRefuse(["refresh", "--yes", "--skip-preview", "--stack", stack, ...targets], options);
  }
  if (takeIns.length > 0) {
    tell("adding to the state what the zones have");
    await inStateFile(importFile(takeIns), (file) =>
      runOrRefuse(
        [
          ...["import", "--yes", "--skip-preview", "--stack", stack, "--file", file],
          ...["--protect=false", "--generate-code=false"],
        ],
        options,
      ),
    );
  }
  await finish(stack, takeIns, options);
  return copy;
}

/** `pulumi cancel` takes all locks away, also one that a run has taken since. @throws EngineRefused */
async function confirmLocks(
  stack: string,
  locks: readonly StackLock[],
  options: EngineOptions,
): Promise<void> {
  const backend = await findBackend(options);
  const now = backend === undefined ? [] : await readLocks(backend, stack, [], options);
  const known = new Set(locks.map(lockKey));
  // a stack of the same name in another project has its own
  const projects = new Set(locks.map(({ project }) => project));
  if (now.every((lock) => known.has(lockKey(lock)) || !projects.has(lock.project))) return;
  throw new EngineRefused(
    `stack ${stack} was locked anew in the meantime, so another run is in progress: wait for it to finish and try again`,
  );
}

const lockKey = ({ host, pid, since }: StackLock): string => `${host} ${pid} ${since}`;

/** Lets imported records follow what they waited for, marks zones to be retained, and forgets the pending operations. */
async function finish(stack: string, takeIns: readonly TakeIn[], options: EngineOptions): Promise<void> {
  const state = JSON.parse(await exportState(stack, options)) as StateFile;
  const hanging = new Map(
    takeIns.flatMap(({ urn, dependencies }) => (dependencies ? [[urn, dependencies] as const] : [])),
  );
  const staying = new Set(takeIns.flatMap(({ urn, retainOnDelete }) => (retainOnDelete ? [urn] : [])));
  if (hanging.size + staying.size === 0 && pendingOf(state).length === 0) return;
  await importState(stack, withRetained(withDependencies(state, hanging), staying), options);
}
