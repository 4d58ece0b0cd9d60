/** Repairs a stack's state after a run that was killed, as `mailzone recover` does, but without asking: for the sandbox. */
import { setTimeout as sleep } from "node:timers/promises";
import { counted } from "../words/text.ts";
import { adoptMade } from "./adopt-made.ts";
import { type Backend, findBackend, findFileBackend, readLocks } from "./backend.ts";
import type { EngineOptions } from "./engine.ts";
import { halfWritten } from "./file-backend.ts";
import type { OwnEngine } from "./own-engine.ts";
import { findDamage, removeHalfWritten, repair } from "./recover.ts";
import { EngineRefused } from "./refused.ts";
import { type StackLock, shownLock } from "./stack-lock.ts";

type Tell = (line: string) => void;

/** How long it is waited before the locks are read again: in a folder, and by asking the engine. */
const POLL_FOLDER = 500;
const POLL_ENGINE = 3_000;

/** A run that is known not to have finished. */
export interface Unfinished {
  /** Of a run without checkpoints, the marks of the records that it was to create: see `adoptMade`. */
  readonly creates?: readonly string[];
  /** The engines that it is known to have started. */
  readonly engines?: readonly OwnEngine[];
}

interface HealOptions extends EngineOptions {
  readonly unfinished?: Unfinished;
}

/**
 * Waits while an engine is at work on the stack, and then does nothing unless a lock or a half written file shows that a run
 * was killed, or the caller knows of one. In a backend that many machines use, nothing is done while one of them may hold a lock: its
 * run may come to its end. With Pulumi Cloud nothing is done.
 * @throws EngineRefused when the repair fails, or when the holder of a lock in a folder is on another machine
 */
export async function heal(
  stack: string,
  tell: Tell,
  { unfinished, ...options }: HealOptions = {},
): Promise<void> {
  const backend = await findBackend(options);
  if (backend === undefined) return;
  const engines = unfinished?.engines ?? [];
  const locks = await locksOfTheDead(backend, stack, tell, { engines, ...options });
  if (locks === undefined) return;
  const files = backend.folder === undefined ? [] : halfWritten(backend.folder, stack);
  if (locks.length + files.length === 0 && unfinished === undefined) return;
  tell(`the last run on stack ${stack} did not finish: repairing its state, as mailzone recover does`);
  removeHalfWritten(files);
  const damage = await findDamage(stack, { engines, ...options });
  // taken meanwhile, by a run that has to come to its end
  if (damage.locks?.some(({ holder }) => holder !== "dead")) return;
  await repair(damage, { ...options, tell: () => {}, unlock: true });
  if (unfinished?.creates === undefined) return;
  const adopted = await adoptMade(stack, new Set(unfinished.creates), options);
  if (adopted > 0) tell(`${stack}: took ${counted(adopted, "record")} that this run made into its state`);
}

/**
 * Waits while an engine is at work on the stack, and deletes what a killed one left half written, since the engine then lists no stack
 * at all. For a backend that is a folder.
 * @throws EngineRefused when the lock's holder is on another machine
 */
export async function mendFiles(stack: string, tell: Tell, options: EngineOptions = {}): Promise<void> {
  const folder = await findFileBackend(options);
  if (folder === undefined) return;
  await locksOfTheDead({ folder }, stack, tell, options);
  removeHalfWritten(halfWritten(folder, stack));
}

/**
 * Undefined if another machine may hold a lock in a backend that many use.
 * @throws EngineRefused for a lock of another machine in a folder, about which nothing can be determined here
 */
async function locksOfTheDead(
  backend: Backend,
  stack: string,
  tell: Tell,
  { engines = [], ...options }: EngineOptions & Pick<Unfinished, "engines">,
): Promise<readonly StackLock[] | undefined> {
  let told: number | undefined;
  for (;;) {
    const locks = await readLocks(backend, stack, engines, options);
    const elsewhere = locks.find(({ holder }) => holder === "elsewhere" || holder === "doubtful");
    if (elsewhere !== undefined) {
      if (backend.folder === undefined) return undefined;
      throw new EngineRefused(`stack ${stack} is ${shownLock(elsewhere)}`);
    }
    const atWork = locks.find(({ holder }) => holder === "alive");
    if (atWork === undefined) return locks;
    if (told !== atWork.pid) tell(`waiting for process ${atWork.pid}, which is at work on stack ${stack}`);
    told = atWork.pid;
    await sleep(backend.folder === undefined ? POLL_ENGINE : POLL_FOLDER);
  }
}
