/** The report of `mailzone check`. */
import { appendFileSync } from "node:fs";
import process from "node:process";
import { shellCommand } from "../../tools/shell-word.mjs";
import { codes } from "../codes.ts";
import { atLeast } from "../finding.ts";
import { type Loaded, loadWithConfig } from "../pipeline.ts";
import { FORMATS } from "../report/formats.ts";
import { printMarkdown } from "../report/markdown.ts";
import { type Summary, summarize } from "../report/summary.ts";
import { coloured, plain } from "../report/text.ts";
import { ownPackage } from "../source/own-package.ts";
import { projectOf } from "../source/project.ts";
import type { OpenSpecs } from "../spec/open.ts";
import { readStackFile } from "../spec/stack-file.ts";
import { ownCommand } from "../words/own-command.ts";
import { visible } from "../words/text.ts";
import { onlyOf } from "./only.ts";
import { exitBy, isColoured, printFindingsAside, printResult } from "./output.ts";
import { hintNext, leastShown, type Shown } from "./shown.ts";

interface Options extends Shown {
  readonly format: string;
}

/** @throws CannotRun if a domain of `only` has no spec */
export const printReport = (
  specs: OpenSpecs,
  paths: readonly string[],
  { only, ...options }: Options & { readonly only: readonly string[] },
): void => printLoaded(onlyOf(loadWithConfig(specs), only, { paths, tell: printFindingsAside }), options);

/** The counts are those of all findings, however many are shown. */
export function printLoaded(loaded: Loaded, { format, ...shown }: Options): void {
  const least = leastShown(shown, "info");
  const told: Loaded = {
    ...loaded,
    findings: atLeast(loaded.findings, least),
    waived: atLeast(loaded.waived, least),
  };
  const style = isColoured(process.stdout) ? coloured : plain;
  const { version, homepage } = ownPackage();
  printResult(
    FORMATS[format]?.(told, {
      ...{ style, codes, version, summary: summarize(loaded) },
      ...(homepage !== undefined && { homepage }),
      isBrief: shown.quiet === true,
    }) ?? "",
  );
  if (format === "github") summarizeStep(told, summarize(loaded));
  if (format === "text") hintNext(nextOf(loaded), shown);
  exitBy(loaded.findings);
}

/** What comes after specs without an error, if they are those of one stack; else "". */
function nextOf({ findings, domains }: Loaded): string {
  const [stack, ...others] = new Set(domains.map(({ spec }) => spec.stack));
  const isReady = stack !== undefined && others.length === 0 && atLeast(findings, "error").length === 0;
  if (!isReady) return "";
  const cwd = process.cwd();
  const { sandbox, isMade } = readStackFile(projectOf(cwd, cwd).root, stack);
  if (sandbox) return ownCommand(shellCommand(["sandbox", "try", stack]));
  const making = `first, if there is no such stack yet: ${shellCommand(["pulumi", "stack", "init", stack])}`;
  return `${ownCommand(shellCommand(["plan", "--stack", stack]))}${isMade ? "" : ` (${making})`}`;
}

/** Appends the report as Markdown to the summary of the step, if GitHub runs it. */
function summarizeStep(loaded: Loaded, summary: Summary): void {
  const file = process.env["GITHUB_STEP_SUMMARY"];
  if (!file) return;
  try {
    appendFileSync(file, `${printMarkdown(loaded, summary)}\n`);
  } catch (error) {
    // the annotations are printed, and decide
    process.stderr.write(`no summary of the step was written: ${visible((error as Error).message)}\n`);
  }
}
