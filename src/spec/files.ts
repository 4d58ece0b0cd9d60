/** Finds spec files: which files are specs, what folder is their root, and which defaults lie above them. */
import {
  accessSync,
  constants,
  type Dirent,
  lstatSync,
  readdirSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

export interface SpecFile {
  /** Absolute path. */
  readonly path: string;
  /** Relative to the working directory, with `/`: how it is shown. */
  readonly shown: string;
  /** The folder at and below which defaults files apply. */
  readonly root: string;
  /** The stack whose folder it lies in, when it lies in `stacks/<stack>/`. */
  readonly stack?: string;
}

/** The paths given cannot be used at all: the command cannot run. */
export class UnusablePath extends Error {}

export const DEFAULTS_FILE = "defaults.yaml";
const STACKS = "stacks";

const isSpecName = (name: string): boolean =>
  /\.ya?ml$/i.test(name) &&
  !name.startsWith(".") &&
  !/^Pulumi.*\.ya?ml$/i.test(name) &&
  name !== DEFAULTS_FILE;

/**
 * Every spec file at or below the paths, sorted by path, each once.
 * @throws UnusablePath when a path is missing or unreadable, or none holds a spec.
 */
export function findSpecFiles(paths: readonly string[], cwd: string): SpecFile[] {
  const found = new Map<string, SpecFile>();
  for (const path of paths) {
    const start = resolve(cwd, path);
    const stats = statOf(start, path);
    const root = stats.isDirectory() ? start : dirname(start);
    for (const file of stats.isDirectory() ? walk(start, path) : [readable(start, path, stats)]) {
      const known = found.get(file);
      // of two folders that hold it the outer one has all its defaults
      if (known === undefined || root.length < known.root.length) found.set(file, describe(file, root, cwd));
    }
  }
  if (found.size === 0) {
    throw new UnusablePath(
      `no spec found in ${paths.join(", ")}: a spec is a *.yaml or *.yml file that is not ${DEFAULTS_FILE}`,
    );
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function unreadable(shown: string, cause: unknown): UnusablePath {
  const { code } = cause as NodeJS.ErrnoException;
  return new UnusablePath(
    code === "ENOENT" ? `${shown} does not exist` : `${shown} cannot be read (${code ?? String(cause)})`,
    { cause },
  );
}

function statOf(path: string, shown: string): Stats {
  if (shown === "") throw new UnusablePath("a path is empty");
  try {
    return statSync(path);
  } catch (cause) {
    throw unreadable(shown, cause);
  }
}

/** A file that was named on the command line, which must be there to be read. */
function readable(path: string, shown: string, stats: Stats): string {
  if (!stats.isFile()) throw new UnusablePath(`${shown} is neither a file nor a folder`);
  try {
    accessSync(path, constants.R_OK);
    return path;
  } catch (cause) {
    throw unreadable(shown, cause);
  }
}

function walk(start: string, shown: string): string[] {
  const files: string[] = [];
  const seen = new Set<string>();
  const enter = (folder: string): void => {
    let entries: Dirent[];
    try {
      const real = realpathSync(folder);
      if (seen.has(real)) return;
      seen.add(real);
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (cause) {
      throw unreadable(join(shown, relative(start, folder)), cause);
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      if (entry.isDirectory() || (entry.isSymbolicLink() && isFolder(path))) enter(path);
      else if (isSpecName(entry.name)) files.push(path);
    }
  };
  enter(start);
  return files;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // a link that leads nowhere, or in a circle, counts as a file, so that it is reported and not skipped
    return false;
  }
}

function describe(path: string, given: string, cwd: string): SpecFile {
  const shown = shownPath(path, cwd);
  const stackRoot = stackRootOf(path);
  return stackRoot === undefined
    ? { path, shown, root: given }
    : { path, shown, root: stackRoot, stack: basename(stackRoot) };
}

/** `.../stacks/<stack>`, for a path below it: the innermost folder named `stacks` counts. */
function stackRootOf(path: string): string | undefined {
  const steps = dirname(path).split(sep);
  const at = steps.lastIndexOf(STACKS);
  return at < 0 || at + 1 >= steps.length ? undefined : steps.slice(0, at + 2).join(sep);
}

/** A path as findings show it: relative to the working directory, with `/`. */
export function shownPath(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join("/") || ".";
}

/** The defaults files that apply to a spec, farthest first. */
export function defaultsFor(file: SpecFile): string[] {
  const folders: string[] = [];
  for (let folder = dirname(file.path); ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === file.root || folder === dirname(folder)) break;
  }
  return folders
    .reverse()
    .map((folder) => join(folder, DEFAULTS_FILE))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
}
