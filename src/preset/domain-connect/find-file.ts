/** Finds the template that a spec names: in the project, by a path from the folder of the file that names it. */
import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { type Place, quote } from "../../finding.ts";
import { MAX_OCTETS } from "../../source/read.ts";

/** A spec that is a program's value has no line, so its paths start at the program's folder. */
export const specFolder = ({ file, line }: Place, cwd: string): string =>
  line === undefined ? cwd : resolve(cwd, dirname(file));

/** The nearest folder with a Pulumi.yaml; without one, the working directory, or the folder itself if outside that. */
export function projectOf(folder: string, cwd: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "Pulumi.yaml")) || existsSync(join(at, "Pulumi.yml"))) return at;
    if (at === dirname(at)) return isBelow(folder, cwd) ? cwd : folder;
  }
}

const isBelow = (path: string, folder: string): boolean => {
  const from = relative(folder, path);
  return from !== ".." && !from.startsWith(`..${sep}`) && !isAbsolute(from);
};

export interface Refusal {
  readonly message: string;
  readonly help: string;
}

export function findFile(
  written: string,
  folder: string,
  project: string,
): { readonly path: string } | Refusal {
  const name = `the template ${quote(written)}`;
  if (/^https?:/i.test(written)) {
    return {
      message: `${name} is a URL, but mailzone reads templates only from files, so its records are unknown`,
      help: "save the template in the project, review it, and name that file",
    };
  }
  const path = resolve(folder, written);
  try {
    // links are followed first: what counts is where the file really is
    if (!isBelow(realpathSync(path), realpathSync(project))) {
      return {
        message: `${name} is outside the project, so it is not read`,
        help: "copy it into the project, where changes to it are reviewed with the specs",
      };
    }
    const stats = statSync(path);
    if (!stats.isFile())
      return { message: `${name} is not a regular file`, help: "name the template's JSON file" };
    if (stats.size > MAX_OCTETS) {
      return {
        message: `${name} has more than ${MAX_OCTETS} octets, so it is not a template`,
        help: "name its JSON file",
      };
    }
    return { path };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return code === "ENOENT" || code === "ENOTDIR"
      ? {
          message: `${name} does not exist, so its records are unknown`,
          help: "write the path from the folder of the file that contains it",
        }
      : {
          message: `${name} cannot be read (${code}), so its records are unknown`,
          help: "make it readable",
        };
  }
}
