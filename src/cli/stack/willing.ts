/** Runs the engine's work for a command. */
import process from "node:process";
import { EngineRefused } from "../../engine/refused.ts";
import { visible } from "../../words/text.ts";
import { CannotRun } from "../print.ts";

/**
 * Does the work; a failure that the user can fix becomes one line, after the engine's own output.
 * @throws CannotRun when the engine refuses
 */
export async function willing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EngineRefused)) throw error;
    const [first = "", ...more] = error.message.split("\n");
    for (const line of more) process.stderr.write(`${visible(line.trimEnd())}\n`);
    throw new CannotRun(first, { cause: error });
  }
}
