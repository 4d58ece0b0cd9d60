/** Reads a file that is named on the command line. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { readOctets, type Unread, unreadWords } from "../source/file.ts";
import { projectOfFile } from "../source/project.ts";
import { CannotRun } from "./print.ts";

/**
 * `most`: how many octets it may have, if they are not to be counted by the caller.
 * @throws CannotRun when there is no such file, or it may not be read
 */
export function readNamed(path: string, most?: number): Uint8Array {
  const full = resolve(path);
  let octets: Uint8Array | Unread;
  try {
    if (statSync(full).isDirectory()) throw new CannotRun(`${path} is a folder: name the files in it`);
    octets = readOctets({ path: full, project: projectOfFile(full, process.cwd()) }, most);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    throw new CannotRun(`${path} ${isMissing ? "does not exist" : `cannot be read (${code})`}`, {
      cause: error,
    });
  }
  if (octets instanceof Uint8Array) {
    if (most === undefined || octets.length <= most) return octets;
    throw new CannotRun(`${path} has more than ${most} octets`);
  }
  throw new CannotRun(`${path} ${unreadWords(octets)}`);
}
