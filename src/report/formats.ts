/** The formats of `mailzone check`, by the name that `--format` takes. */
import type { Loaded } from "../pipeline.ts";
import { printableJson } from "../words/text.ts";
import { printGithub } from "./github.ts";
import { checkJson } from "./json.ts";
import { printJunit } from "./junit.ts";
import { printMarkdown } from "./markdown.ts";
import { type SarifContext, sarif } from "./sarif.ts";
import { type Summary, summarize, summaryLine } from "./summary.ts";
import { printFindings, printWaived, type Style } from "./text.ts";

interface Context extends SarifContext {
  readonly style: Style;
  /** Counts of the whole run, if some of its findings are not shown. */
  readonly summary?: Summary;
  /** Whether text has no line of counts. */
  readonly isBrief?: boolean;
}

type Print = (loaded: Loaded, context: Context) => string;

const json = (document: unknown): string => `${printableJson(document, 2)}\n`;

export const FORMATS: Readonly<Record<string, Print>> = {
  text: (loaded, { style, summary = summarize(loaded), isBrief }) =>
    `${printFindings(loaded.findings, style, loaded.lines)}${printWaived(loaded.waived, style)}${isBrief ? "" : `${summaryLine(summary)}\n`}`,
  json: (loaded, { summary }) => json(checkJson(loaded, summary)),
  sarif: (loaded, context) => json(sarif(loaded, context)),
  junit: (loaded) => printJunit(loaded),
  github: ({ findings }) => printGithub(findings),
  markdown: (loaded, { summary = summarize(loaded) }) => printMarkdown(loaded, summary),
};
