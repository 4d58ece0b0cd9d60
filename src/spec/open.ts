/** Spec files, the reading of which begins before anything that judges them is needed. */
import { readYamlFiles } from "../source/ahead/pool.ts";
import type { YamlFile } from "../source/read.ts";
import { findSpecFiles, type SpecFile } from "./find.ts";

export interface OpenSpecs {
  readonly files: readonly SpecFile[];
  /** What each of them holds, in their order. */
  readonly contents: Iterator<YamlFile>;
  /** The folder that paths are shown from. */
  readonly cwd: string;
}

/** @throws UnusablePath when a path cannot be used or holds no spec */
export function openSpecs(paths: readonly string[], cwd: string): OpenSpecs {
  const files = findSpecFiles(paths, cwd);
  return { files, contents: readYamlFiles(files), cwd };
}
