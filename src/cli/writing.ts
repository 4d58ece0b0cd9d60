/** Writes the files that a command leaves behind. */
import { CannotRun } from "./output.ts";

/** @throws CannotRun when `write` cannot write the file at `path` */
export function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new CannotRun(`${path} cannot be written (${(error as NodeJS.ErrnoException).code})`, {
      cause: error,
    });
  }
}
