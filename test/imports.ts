/** The imports of the project's own files, read from their text. */
import { readFileSync } from "node:fs";
import { join, normalize } from "node:path";

/** Files from the project's root, each with what it imports: files likewise, packages by their names. */
export type Imports = ReadonlyMap<string, readonly string[]>;

const IMPORT = /(?:^|[;}\s])(?:import|export)\s(?:[^"'`;]*?\sfrom\s)?"([^"]+)"|\bimport\("([^"]+)"\)/g;

export function importsOf(files: readonly string[], root: string): Imports {
  return new Map(
    files.map((file) => {
      const found = [...readFileSync(join(root, file), "utf8").matchAll(IMPORT)];
      return [file, found.map(([, still, later]) => resolve(file, still ?? later ?? ""))];
    }),
  );
}

const resolve = (file: string, to: string): string =>
  to.startsWith(".") ? normalize(join(file, "..", to)) : to;

/** Files that import each other in a circle, one circle each; types count. */
export function circles(imports: Imports): string[][] {
  const found: string[][] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      found.push(path.slice(path.indexOf(file)));
      return;
    }
    state.set(file, "open");
    path.push(file);
    for (const to of imports.get(file) ?? []) if (imports.has(to)) visit(to);
    path.pop();
    state.set(file, "done");
  };
  for (const file of imports.keys()) visit(file);
  return found;
}
