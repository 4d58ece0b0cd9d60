/** How the commands that read reports print what they found, and end. */
import process from "node:process";
import { atLeast, compareFindings, type Finding } from "../../finding.ts";
import { coloured, plain, printFindings } from "../../report/text.ts";
import { exitBy, isColoured } from "../output.ts";
import { printJson, printResult } from "../print.ts";
import { leastShown, type Shown } from "../shown.ts";

export interface ReportOptions extends Shown {
  /** Paths of specs. */
  readonly specs: readonly string[];
  /** Mail domains. */
  readonly only: readonly string[];
  readonly format: "text" | "json";
}

interface Forms {
  readonly json: (shown: readonly Finding[], all: readonly Finding[]) => unknown;
  readonly tables: () => string;
  readonly line: () => string;
}

export function printReports(found: readonly Finding[], options: ReportOptions, forms: Forms): void {
  const findings = [...found].sort(compareFindings);
  const shown = atLeast(findings, leastShown(options, "info"));
  const style = isColoured(process.stdout) ? coloured : plain;
  if (options.format === "json") printJson(forms.json(shown, findings));
  else if (options.quiet) printResult(printFindings(shown, style));
  else printResult(`${forms.tables()}${printFindings(shown, style)}${forms.line()}`);
  exitBy(findings);
}
