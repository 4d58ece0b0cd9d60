/**
 * A state backend that is a folder, `file://...`: what its files show and no command of the engine does.
 * The layout is that of pkg/v3 v3.250.0, backend/diy, over gocloud.dev v0.46.0, blob/fileblob.
 */
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { readIfThere } from "./read-if-there.ts";
import type { Lock } from "./stack-lock.ts";
import { stackName } from "./stack-name.ts";

/** `file://~` is the home folder; `file://./state` is relative to the working directory. */
export function folderOf(url: string, cwd: string): string | undefined {
  const [, path] = /^file:\/\/([^?]*)/.exec(url) ?? [];
  if (path === undefined) return undefined;
  return resolve(cwd, path.replace(/^~(?=\/|$)/, homedir()));
}

/** The locks on the stacks of this name, in any project. */
export function readLockFiles(backend: string, stack: string): Lock[] {
  return filesBelow(join(backend, ".pulumi", "locks"))
    .filter((file) => file.endsWith(".json") && basename(dirname(file)) === stackName(stack))
    .flatMap((file): Lock[] => {
      const text = readIfThere(file);
      // gone meanwhile
      if (text === undefined) return [];
      const { pid, username, hostname, timestamp } = JSON.parse(text) as {
        readonly pid: number;
        readonly username: string;
        readonly hostname: string;
        readonly timestamp: string;
      };
      return [
        {
          user: username,
          host: hostname,
          pid,
          since: timestamp,
          project: basename(dirname(dirname(file))),
        },
      ];
    });
}

/**
 * The metadata files of a stack's state and locks that an engine was killed while writing. Each state file has one, with
 * its checksum, which is truncated before it is written, while the state itself is replaced in one step. Without the file
 * the state is read as usual; with an empty one every command fails with "failed to load checkpoint: EOF", and `pulumi
 * stack init` even overwrites the state with an empty one (CLI 3.250.0, measured 2026-11-22).
 */
export function halfWritten(backend: string, stack: string): string[] {
  const name = stackName(stack);
  const ofStack = (file: string): boolean =>
    basename(file).startsWith(`${name}.json`) || basename(dirname(file)) === name;
  return ["stacks", "locks"]
    .flatMap((folder) => filesBelow(join(backend, ".pulumi", folder)))
    .filter((file) => file.endsWith(".attrs") && ofStack(file) && !isJson(readIfThere(file)));
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function isJson(text: string | undefined): boolean {
  if (text === undefined) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
