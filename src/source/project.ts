/**
 * Which files may be read: those of the project. Specs are edited by strangers through pull requests, so what a file names and
 * what a folder holds is theirs; a path on the command line is the operator's.
 */
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";

/** Where files may be read. Both folders are absolute, with links followed. */
export interface Project {
  readonly root: string;
  /** The folder below which no name may begin with a dot: the root, or a dot folder that the operator named. */
  readonly open: string;
}

/**
 * The project of a folder that the operator named or whose files may already be read: the nearest folder with a Pulumi.yaml; without
 * one, the working directory, or the folder itself if outside that. A Pulumi.yaml behind a link in the project makes no project.
 */
export function projectOf(folder: string, cwd: string): Project {
  const homes: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "Pulumi.yaml")) || existsSync(join(at, "Pulumi.yml"))) homes.push(at);
    if (at === dirname(at)) break;
  }
  const outer = [...homes, ...(isBelow(folder, cwd) ? [cwd] : [])].reduce(
    (a, b) => (b.length < a.length ? b : a),
    homes[0] ?? (isBelow(folder, cwd) ? cwd : folder),
  );
  const real = realpathSync.native(outer);
  const home = homes.find((at) => realpathSync.native(at) === join(real, relative(outer, at))) ?? outer;
  const steps = relative(home, folder).split(sep);
  const root = join(real, relative(outer, home));
  return { root, open: join(root, ...steps.slice(0, steps.findLastIndex(isHidden) + 1)) };
}

/** The project of a file that the operator named, which may be a dot file. */
export function projectOfFile(path: string, cwd: string): Project {
  const project = projectOf(dirname(path), cwd);
  return isHidden(basename(path))
    ? { ...project, open: join(realpathSync.native(dirname(path)), basename(path)) }
    : project;
}

/** A project that is one folder. @throws if the folder does not exist */
export function folderProject(folder: string): Project {
  const root = realpathSync.native(folder);
  return { root, open: root };
}

/** Why a file is not read though it may exist. */
export type Barrier = "outside" | "hidden";

/** What keeps a path, with links followed, from being read; undefined if nothing does. */
export function barrier(real: string, { root, open }: Project): Barrier | undefined {
  if (!isBelow(real, root)) return "outside";
  const from = isBelow(real, open) ? open : root;
  return relative(from, real).split(sep).some(isHidden) ? "hidden" : undefined;
}

const isHidden = (name: string): boolean => name.startsWith(".") && name !== "." && name !== "..";

/** Whether a path is a folder or below it; both are absolute. */
export function isBelow(path: string, folder: string): boolean {
  const from = relative(folder, path);
  return from !== ".." && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}
