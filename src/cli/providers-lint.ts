/** `mailzone providers lint`: whether preset files are ready to be added. */
import { readFileSync } from "node:fs";
import process from "node:process";
import { compareFindings } from "../finding.ts";
import { lintPresetFile } from "../lint-preset.ts";
import { openLibrary } from "../preset/library.ts";
import { fileLines } from "../report/code-frame.ts";
import { findingJson } from "../report/json.ts";
import { countFindings } from "../report/summary.ts";
import { coloured, plain, printFindings } from "../report/text.ts";
import { shownPath } from "../spec/find.ts";
import { counted } from "../words/text.ts";
import { CannotRun, exitBy, isColoured, printJson, printResult } from "./output.ts";

export function providersLint(paths: readonly string[], { format }: { format: "text" | "json" }): void {
  const library = openLibrary();
  const cwd = process.cwd();
  const findings = paths
    .flatMap((path) => lintPresetFile(shownPath(path, cwd), read(path), library))
    .sort(compareFindings);
  if (format === "json") printJson({ version: 1, findings: findings.map(findingJson) });
  else {
    const style = isColoured(process.stdout) ? coloured : plain;
    printResult(
      `${printFindings(findings, style, fileLines(cwd))}${countFindings(findings) || "no findings"} in ${counted(paths.length, "file")}\n`,
    );
  }
  exitBy(findings);
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem =
      code === "ENOENT"
        ? "does not exist"
        : code === "EISDIR"
          ? "is a folder: name the files in it"
          : `cannot be read (${code})`;
    throw new CannotRun(`${path} ${problem}`, { cause: error });
  }
}
