/** A yes-or-no question to a person at a terminal. */
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { visible } from "../words/text.ts";
import { printResult } from "./print.ts";

/** Whether there is anyone to ask. */
export const canAsk = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY);

/** Whether the answer is yes; an empty one is no. */
export async function confirm(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await prompt.question(`${visible(question)} [y/N] `)).trim());
  } finally {
    prompt.close();
  }
}

/**
 * Whether to go on: because of --yes, or by an answer where there is someone to ask. If not, it says that nothing was changed.
 * `more` is what else to say where nobody can be asked.
 */
export async function isMeant(yes: true | undefined, question: string, more: string): Promise<boolean> {
  if (yes) return true;
  if (canAsk() && (await confirm(question))) return true;
  printResult(canAsk() ? "Nothing was changed." : `Nothing was changed. ${more}`);
  return false;
}
