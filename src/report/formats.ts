/** The formats of `mailzone check`, by the name that `--format` takes. */
import type { Loaded } from "../pipeline.ts";
import { printableJson } from "../words/text.ts";
import type { DescribedCode } from "./explain.ts";
import { printGithub } from "./github.ts";
import { checkJson } from "./json.ts";
import { printJunit } from "./junit.ts";
import { printMarkdown } from "./markdown.ts";
import { sarif } from "./sarif.ts";
import { summarize, summaryLine } from "./summary.ts";
import { printFindings, printWaived, type Style } from "./text.ts";

interface Context {
  /** Every code that a finding can have. */
  readonly codes: readonly DescribedCode[];
  readonly style: Style;
  /** mailzone's version. */
  readonly version: string;
}

type Print = (loaded: Loaded, context: Context) => string;

const json = (document: unknown): string => `${printableJson(document, 2)}\n`;

export const FORMATS: Readonly<Record<string, Print>> = {
  text: (loaded, { style }) =>
    `${printFindings(loaded.findings, style, loaded.lines)}${printWaived(loaded.waived, style)}${summaryLine(summarize(loaded))}\n`,
  json: (loaded) => json(checkJson(loaded)),
  sarif: (loaded, { codes, version }) => json(sarif(loaded, codes, version)),
  junit: (loaded) => printJunit(loaded),
  github: ({ findings }) => printGithub(findings),
  markdown: (loaded) => printMarkdown(loaded, summarize(loaded)),
};
