/** `mailzone schema`: writes the schemas for editors, with the ids of the user's own presets. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectLibrary } from "../preset/library.ts";
import { editorSchemas } from "../report/json-schemas.ts";
import { shownPath } from "../spec/find.ts";
import { counted } from "../words/text.ts";
import { projectSchemas } from "./editor-schemas.ts";
import { exitBy, printFindingsAside, printResult } from "./output.ts";
import { brokenPresets } from "./own-preset-faults.ts";
import { writeInProject, writeNamed, writing } from "./writing.ts";

export function schema({ out }: { readonly out?: string }): void {
  const cwd = process.cwd();
  const library = projectLibrary(cwd);
  const folder = out ?? projectSchemas();
  if (out !== undefined) writing(out, () => mkdirSync(out, { recursive: true }));
  const paths: string[] = [];
  for (const [name, text] of editorSchemas(library.ids())) {
    const path = join(folder, name);
    if (out === undefined) writeInProject(path, text);
    else writeNamed(path, text, "replace");
    paths.push(shownPath(path, cwd));
  }
  const own = library.presets().filter(({ origin }) => origin === "own").length;
  const broken = brokenPresets(library.findings).size;
  const besides = broken === 0 ? "" : `; ${counted(broken, "preset")} of yours cannot be used`;
  printResult(
    [
      ...paths.map((path) => `wrote ${path}`),
      `${counted(library.presets().length, "provider")}, ${own === 0 ? "none" : own} of them your own${besides}`,
    ].join("\n"),
  );
  printFindingsAside(library.findings);
  exitBy(library.findings);
}
