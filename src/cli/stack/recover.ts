/** `mailzone recover STACK`: repairs the state after a run that was killed, crashed or lost an answer. */
import process from "node:process";
import { shellCommand, shellWord } from "../../../tools/shell-word.mjs";
import { type Damage, findDamage, findHalfWritten, removeHalfWritten, repair } from "../../engine/recover.ts";
import { shownLock } from "../../engine/stack-lock.ts";
import type { Repair } from "../../live/repair.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted, visible } from "../../words/text.ts";
import { canAsk, confirm } from "../confirm.ts";
import { CannotRun, printResult } from "../print.ts";
import { hintNext, type Shown } from "../shown.ts";
import { willing } from "./willing.ts";

interface Options extends Shown {
  /** Continue without asking. */
  readonly yes?: boolean;
  /** Cancel a lock whose holder is, or may be, on another machine. */
  readonly unlock?: boolean;
}

/**
 * Exit code 0: done, or nothing to do; 1: something is left to do.
 * @throws CannotRun when an engine is running on the stack, or the damage cannot be found or repaired
 */
export async function recover(
  stack: string,
  { yes = false, unlock = false, ...shown }: Options,
): Promise<void> {
  const means: Means = { yes, unlock, shown };
  if (!(await clearHalfWritten(stack, means))) {
    process.exitCode = 1;
    return;
  }
  const damage = await willing(`reading stack ${stack} and its zones`, () => findDamage(stack));
  const { repairs, locks = [], unclear } = damage;
  const isSound = locks.length + repairs.length + unclear.length === 0;
  if (!isSound || !shown.quiet) printResult(printDamage(damage));
  const isLeft = unclear.length > 0;
  const isLocked = damage.locks === undefined ? unlock : locks.length > 0;
  if (repairs.length === 0 && !isLocked) {
    process.exitCode = isLeft ? 1 : 0;
    return;
  }
  if (!(await mayUnlock(damage, means)) || !(await mayGoOn(stack, means))) {
    process.exitCode = 1;
    return;
  }
  await willing(`repairing stack ${stack}`, ({ note }) => repair(damage, { tell: note, unlock }));
  printResult("Done.");
  hintNext(shellCommand(["pulumi", "up", "--stack", stack]), shown);
  process.exitCode = isLeft ? 1 : 0;
}

interface Means {
  readonly yes: boolean;
  readonly unlock: boolean;
  readonly shown: Shown;
}

/** The state can be read only after this. Yields whether to continue. */
async function clearHalfWritten(stack: string, means: Means): Promise<boolean> {
  const files = await willing(`reading stack ${stack}`, () => findHalfWritten(stack));
  if (files.length === 0) return true;
  const lines = files.map((file) => `  delete: ${visible(file)}`);
  printResult(
    [
      `${visible(stack)}: the engine was killed while writing a metadata file of the state, and cannot read the state until that file is deleted; the state itself is intact`,
      ...lines,
      "  further repairs can be determined afterwards",
    ].join("\n"),
  );
  if (!(await mayGoOn(stack, means))) return false;
  removeHalfWritten(files);
  return true;
}

/** @throws CannotRun if there is nobody to ask whether a process on another machine is still running */
async function mayUnlock({ stack, locks = [] }: Damage, { yes, unlock }: Means): Promise<boolean> {
  const elsewhere = locks.find(({ holder }) => holder === "elsewhere" || holder === "doubtful");
  if (elsewhere === undefined || unlock) return true;
  if (canAsk() && !yes) return await confirm(`Has that run ended: ${shownLock(elsewhere)}?`);
  throw new CannotRun(
    `cannot tell from here whether the process that holds the lock is still running: ${shownLock(elsewhere)}. Check there, and if it has ended, run ${ownCommand(`recover ${shellWord(stack)} --unlock`)}${yes ? " --yes" : ""}`,
  );
}

async function mayGoOn(stack: string, { yes, unlock, shown }: Means): Promise<boolean> {
  if (yes) return true;
  if (canAsk()) return await confirm("Continue?");
  printResult("Nothing was changed.");
  hintNext(ownCommand(shellCommand(["recover", stack, "--yes", ...(unlock ? ["--unlock"] : [])])), shown);
  return false;
}

const WORDS: Readonly<Record<Repair["repair"], string>> = {
  "take-out": "remove from the state",
  keep: "keep in the state",
  "read-anew": "refresh",
  "take-in": "add to the state",
  forget: "forget",
};

function printDamage({ stack, locks = [], repairs, unclear }: Damage): string {
  if (locks.length + repairs.length + unclear.length === 0) {
    return `${visible(stack)}: nothing to recover`;
  }
  const lines = [
    ...locks.map((lock) => `unlock: ${shownLock(lock)}`),
    ...repairs.map(({ repair: kind, name, what }) => `${WORDS[kind]}: ${name}\n    ${what}`),
    ...unclear.map((line) => `unknown: ${line}`),
  ];
  return [
    `${visible(stack)}: ${counted(locks.length + repairs.length, "repair")} to the stack's state; no zone is changed`,
    ...lines.map((line) => `  ${line.split("\n").map(visible).join("\n")}`),
  ].join("\n");
}
