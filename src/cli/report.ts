/** The report of `mailzone check`. */
import process from "node:process";
import { codes } from "../codes.ts";
import { type Loaded, loadOpen } from "../pipeline.ts";
import { FORMATS } from "../report/formats.ts";
import { coloured, plain } from "../report/text.ts";
import type { OpenSpecs } from "../spec/open.ts";
import { exitBy, isColoured, printResult } from "./output.ts";
import { version } from "./version.ts";

export const printReport = (specs: OpenSpecs, format: string): void => printLoaded(loadOpen(specs), format);

export function printLoaded(loaded: Loaded, format: string): void {
  const style = isColoured(process.stdout) ? coloured : plain;
  printResult(FORMATS[format]?.(loaded, { style, codes, version: version() }) ?? "");
  exitBy(loaded.findings);
}
