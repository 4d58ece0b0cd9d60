/** What git refuses, as a command says it. */
import { GitRefused } from "../../fleet/git.ts";
import { CannotRun } from "../print.ts";

/** @throws CannotRun for what git refuses */
export async function askingGit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GitRefused) throw new CannotRun(error.message, { cause: error });
    throw error;
  }
}
