/** `mailzone providers add TEMPLATE`: writes a preset from a Domain Connect template. */
import { resolve } from "node:path";
import process from "node:process";
import { nativeId, nativePreset } from "../preset/domain-connect/native.ts";
import { presetText } from "../preset/domain-connect/preset-text.ts";
import { readTemplate } from "../preset/domain-connect/read-template.ts";
import { projectLibrary } from "../preset/library.ts";
import { isClone } from "../preset/own-files.ts";
import { projectOf } from "../source/project.ts";
import { Texts } from "../source/texts.ts";
import { shownPath } from "../spec/find.ts";
import { ownCommand } from "../words/own-command.ts";
import { CannotRun, exitBy, printFindingsAside, printResult } from "./output.ts";
import { readNamed } from "./read-named.ts";
import { writeNamed } from "./writing.ts";

interface Options {
  readonly id?: string;
  readonly output?: string;
}

/** Writes a preset from a Domain Connect template; findings go to standard error. */
export function providersAdd(path: string, { id: given, output }: Options): void {
  const shown = shownPath(resolve(path), process.cwd());
  const { file, findings } = readTemplate(shown, readNamed(path), new Texts());
  if (file === undefined) {
    printFindingsAside(findings);
    exitBy(findings);
    return;
  }
  const id = freeId(given ?? nativeId(file.template), shown);
  const made = nativePreset(file, id);
  const all = [...findings, ...made.findings];
  printFindingsAside(all);
  exitBy(all);
  if (process.exitCode === 1) return;
  if (made.preset.records.length === 0) throw new CannotRun(`no record in ${path} can be part of a preset`);
  const text = presetText(made.preset, schemaPath(), [
    `From the template ${file.source.file}. Please review:`,
    ...made.review.map((one) => `- ${one}`),
  ]);
  if (output === undefined) printResult(text);
  // never overwrite a file that a person may have reviewed
  else writeNamed(output, text, "fail");
  process.stderr.write(
    `Work through the review list at the top of ${output ?? "the preset"}, then delete the list. The preset belongs in providers/${id}.yaml.\n` +
      `Next: ${ownCommand("providers lint")}\n`,
  );
}

/** The schema of presets, from the folder `providers`: a clone of mailzone has it, elsewhere `mailzone schema` writes it. */
const schemaPath = (): string =>
  isClone(projectOf(process.cwd(), process.cwd()))
    ? "../schema/preset.schema.json"
    : "../.mailzone/schema/preset.schema.json";

/** An id that no preset has yet, unless it comes from this template. */
function freeId(id: string, template: string): string {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    throw new CannotRun(
      `${JSON.stringify(id)} is not a preset id: use lowercase letters, digits and hyphens; set one with --id`,
    );
  }
  const taken = projectLibrary().find(id);
  if (taken !== undefined && taken.file !== template) {
    throw new CannotRun(`the preset ${id} already exists; choose another id with --id`);
  }
  return id;
}
