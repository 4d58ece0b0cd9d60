/** The cases of all checks, read from `<family>/<id>.cases.ts` beside this file: a new file needs no line anywhere. */
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { CheckCase } from "./check-case.ts";
import type { LiveCase } from "./live-case.ts";

export interface CaseFile {
  readonly family: string;
  /** What the file is named after. */
  readonly id: string;
  readonly cases: readonly CheckCase[];
  readonly liveCases: readonly LiveCase[];
}

const ENDING = ".cases.ts";

const paths = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(ENDING))
  .sort();

async function readCaseFiles(): Promise<readonly CaseFile[]> {
  const files: CaseFile[] = [];
  // one after the other: jest mixes up modules that are loaded at once and import the same ones
  for (const path of paths) {
    const { cases = [], liveCases = [] } = await import(`./${path}`);
    files.push({ family: dirname(path), id: basename(path, ENDING), cases, liveCases });
  }
  return files;
}

export const caseFiles: readonly CaseFile[] = await readCaseFiles();

export const cases: readonly CheckCase[] = caseFiles.flatMap((file) => file.cases);
export const liveCases: readonly LiveCase[] = caseFiles.flatMap((file) => file.liveCases);
