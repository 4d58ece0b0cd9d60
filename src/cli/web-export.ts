/** What the commands share that write files for a web server. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { makeFolder } from "../../tools/write-file.mjs";
import { type Sound, sound } from "../pipeline.ts";
import { CADDYFILE, CADDYFILE_HEAD, HOSTS } from "../report/caddyfile.ts";
import { visible } from "../words/text.ts";
import { CannotRun, load, printFindingsAside } from "./output.ts";
import { readNamed } from "./read-named.ts";
import type { Shown } from "./shown.ts";
import { specPaths } from "./stack/spec-paths.ts";
import { writeNamed, writing } from "./writing.ts";

export interface ExportOptions extends Pick<Shown, "quiet"> {
  readonly only: readonly string[];
}

/** Specs without errors; if they have some, these are printed, and nothing is to be written. @throws CannotRun */
export function exportable(paths: readonly string[], only: readonly string[]): Sound | undefined {
  const usable = sound(load(specPaths(paths, undefined), only));
  if (usable.errors === undefined) return usable;
  printFindingsAside(usable.errors);
  process.stderr.write("Nothing was written: the files may depend on what these errors are about.\n");
  process.exitCode = 1;
  return undefined;
}

/**
 * Writes files by host and path, such as `mta-sts.example.com/.well-known/mta-sts.txt`, and the Caddyfile that serves them. What else is
 * in the folder stays.
 *
 * @throws CannotRun
 */
export function writeHosts(folder: string, files: ReadonlyMap<string, string>): void {
  if (folder === "") throw new CannotRun("the folder is empty: name one, such as web");
  const caddyfile = join(folder, "Caddyfile");
  if (existsSync(caddyfile) && !isOwn(caddyfile)) {
    throw new CannotRun(
      `${visible(caddyfile)} was not made by mailzone, so it is not replaced: name another folder`,
    );
  }
  makeNamed(join(folder, HOSTS));
  for (const [path, text] of files) {
    const file = join(folder, HOSTS, path);
    makeNamed(dirname(file));
    writeNamed(file, text, "replace");
  }
  writeNamed(caddyfile, CADDYFILE, "replace");
}

/** @throws CannotRun */
const makeNamed = (folder: string): void => writing(folder, () => makeFolder(folder));

/** More than a Caddyfile of any fleet has. */
const MOST_OCTETS = 1024 * 1024;

const isOwn = (path: string): boolean =>
  Buffer.from(readNamed(path, MOST_OCTETS)).toString("utf8").startsWith(CADDYFILE_HEAD);

/** The hosts in the folder that begin with one of these labels and are not among those that were written. */
export function leftHosts(
  folder: string,
  files: ReadonlyMap<string, string>,
  labels: readonly string[],
): readonly string[] {
  const written = new Set([...files.keys()].map((path) => path.slice(0, path.indexOf("/"))));
  return readdirSync(join(folder, HOSTS))
    .filter((host) => labels.some((label) => host.startsWith(`${label}.`)) && !written.has(host))
    .sort();
}
