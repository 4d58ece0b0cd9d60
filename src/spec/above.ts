/** What the defaults say above a file that is to be written: a spec there need not say it again. */
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { Texts } from "../source/texts.ts";
import { specFileAt } from "./find.ts";
import { layer } from "./layers.ts";
import { readDefaults } from "./read.ts";
import type { defaultsSchema } from "./schema.ts";

export type Above = z.output<typeof defaultsSchema>;

/**
 * The defaults above a spec at that path, as one; `root` is the folder where they begin if the spec is in no stack's folder.
 * Of defaults that cannot be used there is nothing: `check` reports why.
 */
export function defaultsAbove(
  path: string,
  root: string = dirname(path),
  cwd: string = process.cwd(),
): Above {
  const file = specFileAt(resolve(cwd, path), resolve(cwd, root), cwd);
  const sources = readDefaults(file, { cwd, texts: new Texts() }, []) ?? [];
  const nearest = sources.at(-1);
  return nearest === undefined ? {} : (layer(sources.slice(0, -1), nearest).value as Above);
}
