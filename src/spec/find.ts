/** Finds spec files: which files are specs, which folder is their root, and which defaults files are above them. */
import {
  accessSync,
  constants,
  type Dirent,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type FilePath, unreadWords } from "../source/file.ts";
import { barrier, type Project, projectOf, projectOfFile } from "../source/project.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { FLEET_FILE } from "./fleet-file.ts";

/** `path` is absolute; `shown` is relative to the working directory, with `/`. */
export interface SpecFile extends FilePath {
  /** The folder at and below which defaults files apply. */
  readonly root: string;
  /** The stack whose folder `stacks/<stack>/` it is in, if any. */
  readonly stack?: string;
}

/** The given paths cannot be used, so the command cannot run. */
export class UnusablePath extends Error {}

/** A path leads where nothing may be read. */
export class ForbiddenPath extends UnusablePath {}

export const DEFAULTS_FILE = "defaults.yaml";
/** The folder with a folder of specs for each stack, and the stacks' configs. */
export const STACKS = "stacks";

/** `fleet.yaml` is one only beside the folders of a stack; elsewhere it may be the spec of a domain. */
const isSpecIn = (folder: string, name: string): boolean =>
  isSpecName(name) && (name !== FLEET_FILE || stackRootOf(folder) !== folder);

/** Whether there is a file that is read as specs where it lies. */
export const isSpecFile = (path: string): boolean =>
  isSpecIn(dirname(path), basename(path)) && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false);

const isSpecName = (name: string): boolean =>
  /\.ya?ml$/i.test(name) &&
  !name.startsWith(".") &&
  !/^Pulumi.*\.ya?ml$/i.test(name) &&
  name !== DEFAULTS_FILE;

/** The most octets of a file's name on the usual file systems. */
const MAX_FILE_NAME = 255;

/**
 * The name of the file for a domain's spec, which is read as one and is no other domain's; undefined if the domain's name is
 * too long for it. Only names without `domainFault`: no other character in them means anything in a path.
 */
export function specFileName(domain: Name): string | undefined {
  const usual = `${withoutDot(domain).replaceAll("/", "%2F")}.yaml`;
  const name = isSpecName(usual) ? usual : `_${usual}`;
  return name.length > MAX_FILE_NAME ? undefined : name;
}

/**
 * Every spec file at or below the paths, sorted by path, each once.
 * @throws UnusablePath if a path is missing or unreadable, or none contains a spec.
 */
export function findSpecFiles(paths: readonly string[], cwd: string): SpecFile[] {
  const found = new Map<string, SpecFile>();
  for (const path of paths) {
    const start = resolve(cwd, path);
    const { stats, project } = look(start, path, cwd);
    const root = stats.isDirectory() ? start : dirname(start);
    if (!stats.isDirectory()) checkReadable(start, path, stats);
    const folders = stats.isDirectory()
      ? walk(start, path, project)
      : [{ folder: root, files: [basename(start)] }];
    for (const { folder, files } of folders) {
      const common = { ...describe(folder, root, cwd), project };
      for (const name of files) {
        const file = join(folder, name);
        const known = found.get(file);
        // of two folders that contain it, the outer one has all its defaults
        if (known === undefined || root.length < known.root.length)
          found.set(file, { ...common, path: file, shown: `${common.shown}${name}` });
      }
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

/**
 * Looks at a path that the operator named, who may name any: but a link in the project that leads out of it is not the operator's.
 * @throws UnusablePath
 */
function look(
  path: string,
  shown: string,
  cwd: string,
): { readonly stats: Stats; readonly project: Project } {
  if (shown === "") throw new UnusablePath("a path is empty");
  try {
    const stats = statSync(path);
    const project = stats.isDirectory() ? projectOf(path, cwd) : projectOfFile(path, cwd);
    const why = barrier(realpathSync.native(path), project);
    if (why !== undefined) throw new ForbiddenPath(`${shown} ${unreadWords({ why })}`);
    return { stats, project };
  } catch (cause) {
    throw cause instanceof UnusablePath ? cause : unreadable(shown, cause);
  }
}

/**
 * Refuses a path that a file names, which must be in the project of the working directory.
 * @throws ForbiddenPath
 */
export function refuseOutside(path: string, cwd: string): void {
  const { root } = projectOf(cwd, cwd);
  const full = join(realpathSync.native(cwd), relative(cwd, resolve(cwd, path)));
  const why = barrier(full, { root, open: root });
  if (why !== undefined) throw new ForbiddenPath(`${path} ${unreadWords({ why })}`);
}

/** Refuses a file named on the command line that cannot be read. */
function checkReadable(path: string, shown: string, stats: Stats): void {
  if (!stats.isFile()) throw new UnusablePath(`${shown} is neither a file nor a folder`);
  try {
    accessSync(path, constants.R_OK);
  } catch (cause) {
    throw unreadable(shown, cause);
  }
}

/** The names of the spec files of every folder at and below `start`. */
function walk(
  start: string,
  shown: string,
  project: Project,
): { readonly folder: string; readonly files: readonly string[] }[] {
  const folders: { readonly folder: string; readonly files: string[] }[] = [];
  const seen = new Set<string>();
  const enter = (folder: string): void => {
    let entries: Dirent[];
    try {
      const real = realpathSync.native(folder);
      if (seen.has(real)) return;
      seen.add(real);
      entries = readdirSync(real, { withFileTypes: true });
    } catch (cause) {
      throw unreadable(join(shown, relative(start, folder)), cause);
    }
    const files: string[] = [];
    folders.push({ folder, files });
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith(".") || name === "node_modules") continue;
      const kind = kindOf(entry, join(folder, name), project);
      const before = folders.length;
      if (kind === "folder") enter(join(folder, name));
      const isInPlace =
        kind === "folder" && isSpecIn(folder, name) && folders.slice(before).every(isWithoutSpec);
      // reading it reports what is wrong
      if (kind === "barred" || isInPlace || (kind === "file" && isSpecIn(folder, name))) files.push(name);
    }
  };
  enter(start);
  return folders;
}

const isWithoutSpec = ({ files }: { readonly files: readonly string[] }): boolean => files.length === 0;

/** `barred` is a folder that is not entered: it would be skipped if it counted as a file, since its name may be any. */
function kindOf(entry: Dirent, path: string, project: Project): "folder" | "barred" | "file" {
  if (entry.isDirectory()) return "folder";
  if (!entry.isSymbolicLink()) return "file";
  try {
    if (!statSync(path).isDirectory()) return "file";
    return barrier(realpathSync.native(path), project) === undefined ? "folder" : "barred";
  } catch {
    // a link that leads nowhere, or in a circle, counts as a file, so that it is reported rather than skipped
    return "file";
  }
}

/** What the files of a folder have in common; `shown` is what goes before their names. */
function describe(folder: string, given: string, cwd: string): Omit<SpecFile, "path" | "project"> {
  const path = shownPath(folder, cwd);
  const shown = path === "." ? "" : path.endsWith("/") ? path : `${path}/`;
  const stackRoot = stackRootOf(folder);
  return stackRoot === undefined
    ? { shown, root: given }
    : { shown, root: stackRoot, stack: basename(stackRoot) };
}

/** `.../stacks/<stack>`, for a folder at or below it: the innermost folder named `stacks` counts. */
function stackRootOf(folder: string): string | undefined {
  const steps = folder.split(sep);
  const at = steps.lastIndexOf(STACKS);
  return at < 0 || at + 1 >= steps.length ? undefined : steps.slice(0, at + 2).join(sep);
}

/** A spec file that need not exist yet, nor its folder; both paths are absolute. */
export function specFileAt(path: string, root: string, cwd: string): SpecFile {
  let folder = dirname(path);
  const common = describe(folder, root, cwd);
  while (!existsSync(folder)) folder = dirname(folder);
  return { ...common, path, shown: `${common.shown}${basename(path)}`, project: projectOf(folder, cwd) };
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
    .filter((folder) => existsSync(folder) && statSync(folder).isDirectory())
    .map((folder) => join(folder, DEFAULTS_FILE))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
}

/** A defaults file beside the stacks' folders, which no spec of a stack is below by the rules above; undefined if there is none. */
export function defaultsBeside({ root, stack }: SpecFile): string | undefined {
  const path = join(dirname(root), DEFAULTS_FILE);
  return stack !== undefined && lstatSync(path, { throwIfNoEntry: false }) !== undefined ? path : undefined;
}
