/** The files at a path of the command line, or below it. */
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { CannotRun } from "./print.ts";

export interface FilesAt {
  /** The path itself, if it is not a folder. */
  readonly files: readonly string[];
  /** What else is in the folder: links that lead to no file, devices. */
  readonly others: readonly string[];
}

/** @throws CannotRun when there is nothing at the path, or a folder cannot be read */
export function filesAt(path: string): FilesAt {
  if (path === "") throw new CannotRun("a path is empty");
  try {
    return statSync(path).isDirectory() ? filesIn(path) : { files: [path], others: [] };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotRun(`${path} ${code === "ENOENT" ? "does not exist" : `cannot be read (${code})`}`, {
      cause: error,
    });
  }
}

/** Links to files are followed, links to folders are not. A file that is also there without the link comes once. */
function filesIn(folder: string): FilesAt {
  const entries = entriesIn(folder).sort((a, b) => (a.file < b.file ? -1 : 1));
  const regular = new Set(
    entries.flatMap(({ entry, file }) => (entry.isFile() ? realpathSync.native(file) : [])),
  );
  const files: string[] = [];
  const others: string[] = [];
  for (const { entry, file } of entries) {
    const linked = entry.isSymbolicLink() ? fileBehind(file) : undefined;
    if (entry.isFile() || (linked !== undefined && !regular.has(linked))) files.push(file);
    else if (linked === undefined) others.push(file);
  }
  return { files, others };
}

interface EntryAt {
  readonly entry: Dirent;
  readonly file: string;
}

/** Node's own recursion follows links to folders, out of the folder and in circles. */
function entriesIn(folder: string): EntryAt[] {
  const found: EntryAt[] = [];
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const file = join(at, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory()) folders.push(file);
      else found.push({ entry, file });
    }
  }
  return found;
}

function fileBehind(link: string): string | undefined {
  try {
    return statSync(link).isFile() ? realpathSync.native(link) : undefined;
  } catch {
    // it leads nowhere, or in a circle
    return undefined;
  }
}
