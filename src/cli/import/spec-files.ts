/** The files of imported specs: all of them are written, or none. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { DEFAULTS_FILE, findSpecFiles, specFileName } from "../../spec/find.ts";
import { counted } from "../../words/text.ts";
import type { Name } from "../../zone/name.ts";
import { CannotRun } from "../print.ts";
import { writeInProject } from "../writing.ts";

/** Of a domain without a `nameProblem`. */
export const fileOf = (out: string, domain: Name): string => join(out, specFileName(domain) ?? "");

/** @throws CannotRun after which there are no more files than before */
export function writeSpecs(
  out: string,
  specs: ReadonlyMap<Name, string>,
  defaults: string | undefined,
): void {
  // the defaults first: without them, the specs that a killed run leaves behind would mean something else
  const files = new Map(defaults === undefined ? [] : [[join(out, DEFAULTS_FILE), defaults]]);
  for (const [domain, text] of specs) files.set(fileOf(out, domain), text);
  refuseExisting([...files.keys()]);
  if (defaults !== undefined) refuseNeighbours(out);
  const written: string[] = [];
  try {
    for (const [file, text] of files) {
      writeInProject(file, text);
      written.push(file);
    }
  } catch (error) {
    for (const file of written) rmSync(file, { force: true });
    throw error;
  }
}

function refuseExisting(files: readonly string[]): void {
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return;
  const others = there.length - 1;
  throw new CannotRun(
    `${there[0]}${others > 0 ? ` and ${counted(others, "other file")} already exist` : " already exists"}, so nothing was written: name another folder, or delete ${others > 0 ? "them" : "it"}`,
  );
}

/** New defaults would also apply to specs that are there. */
function refuseNeighbours(out: string): void {
  const [neighbour] = existsSync(out) ? specsBelow(out) : [];
  if (neighbour === undefined) return;
  throw new CannotRun(
    `the new ${DEFAULTS_FILE} in ${out} would also apply to ${neighbour}, so nothing was written: name another folder, or import without --defaults`,
  );
}

function specsBelow(out: string): readonly string[] {
  try {
    return findSpecFiles([out], process.cwd()).map(({ shown }) => shown);
  } catch {
    // no spec, or none that may be read: then writing fails for the same reason
    return [];
  }
}
