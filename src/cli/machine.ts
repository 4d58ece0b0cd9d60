/** What is no bug in mailzone: the machine has no room, no permission, no working directory. */
import { machineReason, WriteRefused } from "../../tools/write-file.mjs";

/** The line for the user; undefined for any other error. */
export function refusalOf(error: unknown): string | undefined {
  const { path } = error as NodeJS.ErrnoException;
  const reason = error instanceof WriteRefused ? error.message : machineReason(error);
  if (reason === undefined) return undefined;
  return path === undefined ? reason : `${path}: ${reason}`;
}
