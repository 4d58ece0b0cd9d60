/** Opens the specs that a command was given. Loads little, so that they are read while the rest of the command loads. */
import process from "node:process";
import { UnusablePath } from "../spec/find.ts";
import { type OpenSpecs, openSpecs } from "../spec/open.ts";
import { CannotRun } from "./print.ts";

/** @throws CannotRun when the paths cannot be used */
export function open(paths: readonly string[]): OpenSpecs {
  try {
    return openSpecs(paths, process.cwd());
  } catch (error) {
    if (error instanceof UnusablePath) throw new CannotRun(error.message, { cause: error });
    throw error;
  }
}
