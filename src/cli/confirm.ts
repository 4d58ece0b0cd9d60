/** A yes-or-no question to a person at a terminal. */
import process from "node:process";
import { createInterface } from "node:readline/promises";
import { visible } from "../words/text.ts";

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
