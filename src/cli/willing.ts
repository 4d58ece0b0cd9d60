/** Work of the engine, for a command. */
import process from "node:process";
import { EngineRefused } from "../engine/refused.ts";
import { visible } from "../words/text.ts";
import { CannotRun } from "./print.ts";

/**
 * Does the work; what the user can fix is one line, with the engine's own words before it.
 * @throws CannotRun where the engine refuses
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
