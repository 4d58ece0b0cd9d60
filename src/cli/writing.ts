/** Writes the files that a command leaves behind. */
import { dirname, resolve } from "node:path";
import process from "node:process";
import { machineReason, makeFolder, WriteRefused, writeWhole } from "../../tools/write-file.mjs";
import { projectOf, projectOfFile } from "../source/project.ts";
import { CannotRun } from "./print.ts";

/** @throws CannotRun when `write` cannot write the file at `path` */
export function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new CannotRun(`${path} ${problem(error)}`, { cause: error });
  }
}

function problem(error: unknown): string {
  if (error instanceof WriteRefused) return `${error.message}, so it was not written`;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  if (code === "EEXIST") return "already exists";
  return `cannot be written: ${machineReason(error) ?? code}`;
}

/** Writes a file that the operator named; a link in the project must not lead out of it. `mode`: that of a new file. @throws CannotRun */
export function writeNamed(path: string, text: string, ifThere: "replace" | "fail", mode?: number): void {
  writing(path, () => {
    const { root } = projectOfFile(resolve(path), process.cwd());
    writeWhole(path, text, { within: root, ifThere, ...(mode !== undefined && { mode }) });
  });
}

/** Writes a file of the project in the working directory, with the folders above it. @throws CannotRun */
export function writeInProject(path: string, text: string): void {
  writing(path, () => {
    const { root } = projectOf(process.cwd(), process.cwd());
    makeFolder(dirname(path), root);
    writeWhole(path, text, { within: root });
  });
}
