import process from "node:process";
import { codes } from "../check/codes.ts";
import { fileLines } from "../report/code-frame.ts";
import { explainCode } from "../report/explain.ts";
import { FORMATS } from "../report/formats.ts";
import { coloured, plain } from "../report/text.ts";
import { nearest } from "../spec/nearest.ts";
import { CannotRun, exitBy, isColoured, load, printResult } from "./output.ts";
import { version } from "./version.ts";

interface Options {
  readonly format: string;
  readonly explain?: string;
}

export function check(paths: readonly string[], { format, explain }: Options): void {
  if (explain !== undefined) {
    printResult(explainCode(explain) ?? unknownCode(explain));
    return;
  }
  const loaded = load(paths);
  const style = isColoured(process.stdout) ? coloured : plain;
  printResult(
    FORMATS[format]?.(loaded, { style, lines: fileLines(process.cwd()), version: version() }) ?? "",
  );
  exitBy(loaded.findings);
}

function unknownCode(id: string): never {
  const meant = nearest(
    id,
    codes.map((code) => code.id),
  );
  throw new CannotRun(
    `there is no check ${JSON.stringify(id)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
  );
}
