/** Finds spec files: which files are specs, what folder is their root, and which defaults lie above them. */
import { type Dirent, existsSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
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
    const files = stats.isDirectory() ? walk(start, path) : [start];
    for (const file of files)
      found.set(file, describe(file, stats.isDirectory() ? start : dirname(start), cwd));
  }
  if (found.size === 0) {
    throw new UnusablePath(
      `no spec found in ${paths.join(", ")}: a spec is a *.yaml file that is not ${DEFAULTS_FILE}`,
    );
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function statOf(path: string, shown: string): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UnusablePath(
      code === "ENOENT" ? `${shown} does not exist` : `${shown} cannot be read (${code ?? String(cause)})`,
      { cause },
    );
  }
}

function walk(start: string, shown: string): string[] {
  const files: string[] = [];
  const seen = new Set<string>();
  const enter = (folder: string): void => {
    const real = realpathSync(folder);
    if (seen.has(real)) return;
    seen.add(real);
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (cause) {
      throw new UnusablePath(
        `${join(shown, relative(start, folder))} cannot be read (${(cause as NodeJS.ErrnoException).code})`,
        { cause },
      );
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
  // a link that leads nowhere counts as a file, so that it is reported and not skipped
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
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
    .filter((path) => existsSync(path));
}
