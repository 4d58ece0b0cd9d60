/** `mailzone recover STACK`: the way out after a run that was killed, crashed or lost an answer. */
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { NoEngine } from "../fleet/engine.ts";
import { type Damage, findDamage, NotRecovered, repair } from "../fleet/recover.ts";
import { shownLock } from "../fleet/stack-lock.ts";
import { NoSurvey } from "../fleet/survey.ts";
import type { Repair } from "../live/recovery.ts";
import { counted } from "../report/summary.ts";
import { visible } from "../report/visible.ts";
import { CannotRun, printResult } from "./print.ts";

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
  const damage = await told(() => findDamage(stack));
  const { repairs, locks, unclear } = damage;
  printResult(printDamage(damage));
  if (repairs.length + locks.length === 0) {
    process.exitCode = unclear.length > 0 ? 1 : 0;
    return;
  }
  if (!(await mayGoOn(damage, { yes, unlock }))) {
    process.exitCode = 1;
    return;
  }
  await told(() => repair(damage, (line) => process.stderr.write(`${visible(line)}\n`)));
  printResult(`done; now run: pulumi up --stack ${visible(stack)}`);
  process.exitCode = unclear.length > 0 ? 1 : 0;
}

async function mayGoOn({ stack, locks }: Damage, { yes, unlock }: Options): Promise<boolean> {
  const canAsk = Boolean(process.stdin.isTTY && process.stderr.isTTY) && !yes;
  const elsewhere = locks.find(({ holder }) => holder === "elsewhere");
  if (elsewhere !== undefined && !unlock) {
    if (!canAsk) {
      throw new CannotRun(
        `whether the process that holds the lock still runs cannot be told from here: ${shownLock(elsewhere)}. Look there, and when it is gone, run mailzone recover ${stack} --unlock${yes ? " --yes" : ""}`,
      );
    }
    if (!(await ask(`does no run go on there any more: ${shownLock(elsewhere)}?`))) return false;
  }
  if (yes) return true;
  if (canAsk) return await ask("go on?");
  printResult(`nothing is done yet: mailzone recover ${visible(stack)} --yes does it`);
  return false;
}

async function ask(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await prompt.question(`${visible(question)} [y/N] `)).trim());
  } finally {
    prompt.close();
  }
}

const WORDS: Readonly<Record<Repair["repair"], string>> = {
  "take-out": "take out of the state",
  keep: "keep in the state",
  "read-anew": "read anew",
  "take-in": "take into the state",
  forget: "forget",
};

function printDamage({ stack, locks, repairs, unclear }: Damage): string {
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

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoEngine || error instanceof NoSurvey || error instanceof NotRecovered) {
      throw new CannotRun(error.message, { cause: error });
    }
    throw error;
  }
}
