/** `mailzone providers lint`: whether preset files are ready to be added. */
import process from "node:process";
import { compareFindings } from "../finding.ts";
import { lintPresetFile } from "../lint-preset.ts";
import { openLibrary } from "../preset/library.ts";
import { findingJson } from "../report/json.ts";
import { countFindings } from "../report/summary.ts";
import { coloured, plain, printFindings } from "../report/text.ts";
import { shownPath } from "../spec/find.ts";
import { counted } from "../words/text.ts";
import { exitBy, isColoured, printJson, printResult } from "./output.ts";
import { readNamed } from "./read-named.ts";

export function providersLint(paths: readonly string[], { format }: { format: "text" | "json" }): void {
  const library = openLibrary();
  const cwd = process.cwd();
  const findings = paths
    .flatMap((path) => lintPresetFile(shownPath(path, cwd), readNamed(path), library))
    .sort(compareFindings);
  if (format === "json") printJson({ version: 1, findings: findings.map(findingJson) });
  else {
    const style = isColoured(process.stdout) ? coloured : plain;
    printResult(
      `${printFindings(findings, style, library.texts.lines)}${countFindings(findings) || "no findings"} in ${counted(paths.length, "file")}\n`,
    );
  }
  exitBy(findings);
}
