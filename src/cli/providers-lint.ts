/** `mailzone providers lint`: whether preset files are ready to be used. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { compareFindings, distinct, type Finding } from "../finding.ts";
import { lintPresetFile } from "../lint-preset.ts";
import { PROVIDERS_FOLDER } from "../preset/catalogue.ts";
import { nativePreset } from "../preset/domain-connect/native.ts";
import { readTemplate } from "../preset/domain-connect/read-template.ts";
import { type Library, projectLibrary } from "../preset/library.ts";
import { isClone, ownFiles } from "../preset/own-files.ts";
import { findingJson } from "../report/json.ts";
import { countFindings } from "../report/summary.ts";
import { coloured, plain, printFindings } from "../report/text.ts";
import { projectOf } from "../source/project.ts";
import { shownPath } from "../spec/find.ts";
import { counted } from "../words/text.ts";
import { CannotRun, exitBy, isColoured, printJson, printResult } from "./output.ts";
import { readNamed } from "./read-named.ts";

export function providersLint(named: readonly string[], { format }: { format: "text" | "json" }): void {
  const library = projectLibrary();
  const cwd = process.cwd();
  const paths = named.length > 0 ? named : ownPaths(cwd);
  const found = paths.flatMap((path) => lintFile(path, shownPath(path, cwd), library));
  const findings = (named.length > 0 ? [...found] : asOwn(found, library)).sort(compareFindings);
  if (format === "json") printJson({ version: 1, findings: findings.map(findingJson) });
  else {
    const style = isColoured(process.stdout) ? coloured : plain;
    printResult(
      `${printFindings(findings, style, library.texts.lines)}${countFindings(findings) || "no findings"} in ${counted(paths.length, "file")}\n`,
    );
  }
  exitBy(findings);
}

/** The project's own presets and templates; in a clone of mailzone, the presets that it brings along. */
function ownPaths(cwd: string): readonly string[] {
  if (isClone(projectOf(cwd, cwd))) {
    return readdirSync(PROVIDERS_FOLDER)
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => shownPath(join(PROVIDERS_FOLDER, name), cwd));
  }
  const { presets, templates, findings } = ownFiles(cwd);
  if (presets.length + templates.length + findings.length === 0) {
    throw new CannotRun(
      "there are no presets of your own: providers/ has no *.yaml file, and templates/ no *.json file",
    );
  }
  return [...presets, ...templates].map(({ shown }) => shown);
}

/** Of presets that nobody named: what is wrong with their folders and names too, and not that other tools have templates. */
const asOwn = (found: readonly Finding[], { findings }: Library): Finding[] =>
  distinct([...found, ...findings]).filter(
    ({ code, place }) => code !== "file-form" || place?.file.endsWith(".json") !== true,
  );

function lintFile(path: string, shown: string, library: Library): readonly Finding[] {
  const octets = readNamed(path);
  if (!path.endsWith(".json")) return lintPresetFile(shown, octets, library);
  const { file, findings } = readTemplate(shown, octets, library.texts);
  return file === undefined ? findings : [...findings, ...nativePreset(file, "template").findings];
}
