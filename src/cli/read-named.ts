/** Reads a file that is named on the command line. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { readOctets, type Unread, unreadWords } from "../source/file.ts";
import { projectOfFile } from "../source/project.ts";
import { CannotRun } from "./print.ts";

/** @throws CannotRun when there is no such file, or it may not be read */
export function readNamed(path: string): Uint8Array {
  const full = resolve(path);
  let octets: Uint8Array | Unread;
  try {
    if (statSync(full).isDirectory()) throw new CannotRun(`${path} is a folder: name the files in it`);
    octets = readOctets({ path: full, project: projectOfFile(full, process.cwd()) });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    throw new CannotRun(`${path} ${isMissing ? "does not exist" : `cannot be read (${code})`}`, {
      cause: error,
    });
  }
  if (octets instanceof Uint8Array) return octets;
  throw new CannotRun(`${path} ${unreadWords(octets)}`);
}
