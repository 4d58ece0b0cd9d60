/** Runs the engine's work for a command. */
import process from "node:process";
import { EngineRefused } from "../../engine/refused.ts";
import { visible } from "../../words/text.ts";
import { CannotRun } from "../print.ts";
import { type Progress, whileWaiting } from "../progress.ts";

/**
 * Does the work, and says what it is while it takes long; a failure that the user can fix becomes one line, after the engine's own output.
 * @throws CannotRun when the engine refuses
 */
export async function willing<T>(what: string, work: (shown: Progress) => Promise<T>): Promise<T> {
  try {
    return await whileWaiting(what, work);
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    const [first = "", ...more] = error.message.split("\n");
    for (const line of more) process.stderr.write(`${visible(line.trimEnd())}\n`);
    throw new CannotRun(first, { cause: error });
  }
}
