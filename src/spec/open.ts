/** Spec files, which begin to be read before anything needs their content. */
import { readYamlFiles } from "../source/ahead/pool.ts";
import type { YamlFile } from "../source/read.ts";
import { Texts } from "../source/texts.ts";
import { findSpecFiles, type SpecFile } from "./find.ts";

export interface OpenSpecs {
  readonly files: readonly SpecFile[];
  /** The content of each, in the same order. */
  readonly contents: Iterator<YamlFile>;
  /** The folder that paths are shown from. */
  readonly cwd: string;
  /** The stack that they belong to, if it is not the one whose folder each is in: a stack's config may name any folder. */
  readonly stack?: string | undefined;
  /** What has been read so far and may be shown. */
  readonly texts: Texts;
}

/** @throws UnusablePath if a path cannot be used or contains no spec */
export function openSpecs(paths: readonly string[], cwd: string, stack?: string): OpenSpecs {
  const files = findSpecFiles(paths, cwd);
  return { files, contents: readYamlFiles(files), cwd, stack, texts: new Texts() };
}
