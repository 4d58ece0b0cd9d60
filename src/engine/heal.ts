/** Repairs a stack's state after a run that was killed, as `mailzone recover` does, but without asking: for the sandbox. */
import { setTimeout as sleep } from "node:timers/promises";
import { counted } from "../words/text.ts";
import { adoptMade } from "./adopt-made.ts";
import type { EngineOptions } from "./engine.ts";
import { findFileBackend, halfWritten, type LockFile, readLockFiles } from "./file-backend.ts";
import { findDamage, removeHalfWritten, repair } from "./recover.ts";
import { EngineRefused } from "./refused.ts";
import { shownLock, withHolder } from "./stack-lock.ts";

type Tell = (line: string) => void;

const POLL_MILLISECONDS = 500;

/** A run that is known not to have finished. */
export interface Unfinished {
  /** Of a run without checkpoints, the marks of the records that it was to create: see `adoptMade`. */
  readonly creates?: readonly string[];
}

interface HealOptions extends EngineOptions {
  readonly unfinished?: Unfinished;
}

/**
 * Waits while an engine is at work on the stack, and then does nothing unless a lock or a half written file shows that a run
 * was killed, or the caller knows of one. For a backend that is a folder; with another one, nothing is done.
 * @throws EngineRefused when the repair fails, or when the lock's holder is on another machine
 */
export async function heal(
  stack: string,
  tell: Tell,
  { unfinished, ...options }: HealOptions = {},
): Promise<void> {
  const backend = await findFileBackend(options);
  if (backend === undefined) return;
  const locks = await locksOfTheDead(backend, stack, tell);
  const files = halfWritten(backend, stack);
  if (locks.length + files.length === 0 && unfinished === undefined) return;
  tell(`the last run on stack ${stack} did not finish: repairing its state, as mailzone recover does`);
  removeHalfWritten(files);
  const damage = await findDamage(stack, options);
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
  const backend = await findFileBackend(options);
  if (backend === undefined) return;
  await locksOfTheDead(backend, stack, tell);
  removeHalfWritten(halfWritten(backend, stack));
}

/** @throws EngineRefused for a lock of another machine, about which nothing can be determined here */
async function locksOfTheDead(backend: string, stack: string, tell: Tell): Promise<readonly LockFile[]> {
  let told: number | undefined;
  for (;;) {
    const locks = readLockFiles(backend, stack).map(withHolder);
    const elsewhere = locks.find(({ holder }) => holder === "elsewhere");
    if (elsewhere !== undefined) {
      throw new EngineRefused(`stack ${stack} is ${shownLock(elsewhere)}`);
    }
    const atWork = locks.find(({ holder }) => holder === "alive");
    if (atWork === undefined) return locks;
    if (told !== atWork.pid) tell(`waiting for process ${atWork.pid}, which is at work on stack ${stack}`);
    told = atWork.pid;
    await sleep(POLL_MILLISECONDS);
  }
}
