/** `mailzone recover STACK`: the way out after a run that was killed, crashed or lost an answer. */
import process from "node:process";
import { type Damage, findDamage, findHalfWritten, removeHalfWritten, repair } from "../engine/recover.ts";
import { shownLock } from "../engine/stack-lock.ts";
import type { Repair } from "../live/repair.ts";
import { counted, visible } from "../words/text.ts";
import { canAsk, confirm } from "./confirm.ts";
import { CannotRun, printResult } from "./print.ts";
import { willing } from "./willing.ts";

interface Options {
  /** Go on without a question. */
  readonly yes?: boolean;
  /** Cancel a lock whose holder is on another machine. */
  readonly unlock?: boolean;
}

/**
 * Exit code 0: there was nothing to do, or all of it is done; 1: something is left to do.
 * @throws CannotRun when an engine is at work on the stack, or something keeps the damage from being found or repaired
 */
export async function recover(stack: string, { yes = false, unlock = false }: Options): Promise<void> {
  if (!(await mendFiles(stack, yes))) {
    process.exitCode = 1;
    return;
  }
  const damage = await willing(() => findDamage(stack));
  const { repairs, locks, unclear } = damage;
  printResult(printDamage(damage));
  const isLeft = unclear.length > 0;
  const isLocked = locks === undefined ? unlock : locks.length > 0;
  if (repairs.length === 0 && !isLocked) {
    process.exitCode = isLeft ? 1 : 0;
    return;
  }
  if (!(await mayUnlock(damage, { yes, unlock })) || !(await mayGoOn(stack, yes))) {
    process.exitCode = 1;
    return;
  }
  const tell = (line: string): void => {
    process.stderr.write(`${visible(line)}\n`);
  };
  await willing(() => repair(damage, { tell, unlock }));
  printResult(`done; now run: pulumi up --stack ${visible(stack)}`);
  process.exitCode = isLeft ? 1 : 0;
}

/** The state can be read only then. Yields whether to go on. */
async function mendFiles(stack: string, yes: boolean): Promise<boolean> {
  const files = await willing(() => findHalfWritten(stack));
  if (files.length === 0) return true;
  const lines = files.map((file) => `  delete: ${visible(file)}`);
  printResult(
    [
      `${visible(stack)}: the engine was killed while it wrote a file beside the state, and cannot read the state with it; the state itself is whole`,
      ...lines,
      "  what else there is to do can be told afterwards",
    ].join("\n"),
  );
  if (!(await mayGoOn(stack, yes))) return false;
  removeHalfWritten(files);
  return true;
}

/** @throws CannotRun where nobody can be asked whether a process on another machine still runs */
async function mayUnlock(
  { stack, locks = [] }: Damage,
  { yes, unlock }: Required<Options>,
): Promise<boolean> {
  const elsewhere = locks.find(({ holder }) => holder === "elsewhere");
  if (elsewhere === undefined || unlock) return true;
  if (canAsk() && !yes) return await confirm(`does no run go on there any more: ${shownLock(elsewhere)}?`);
  throw new CannotRun(
    `whether the process that holds the lock still runs cannot be told from here: ${shownLock(elsewhere)}. Look there, and when it is gone, run mailzone recover ${stack} --unlock${yes ? " --yes" : ""}`,
  );
}

async function mayGoOn(stack: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (canAsk()) return await confirm("go on?");
  printResult(`nothing is done yet: mailzone recover ${visible(stack)} --yes does it`);
  return false;
}

const WORDS: Readonly<Record<Repair["repair"], string>> = {
  "take-out": "take out of the state",
  keep: "keep in the state",
  "read-anew": "read anew",
  "take-in": "take into the state",
  forget: "forget",
};

function printDamage({ stack, locks = [], repairs, unclear }: Damage): string {
  if (locks.length + repairs.length + unclear.length === 0) {
    return `${visible(stack)}: nothing to recover`;
  }
  const lines = [
    ...locks.map((lock) => `unlock: ${shownLock(lock)}`),
    ...repairs.map(({ repair: kind, name, what }) => `${WORDS[kind]}: ${name}\n    ${what}`),
    ...unclear.map((line) => `not known: ${line}`),
  ];
  return [
    `${visible(stack)}: ${counted(locks.length + repairs.length, "repair")} of the stack's state; no zone is touched`,
    ...lines.map((line) => `  ${line.split("\n").map(visible).join("\n")}`),
  ].join("\n");
}
