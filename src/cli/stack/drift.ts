/** `mailzone drift STACK`: what happened to a stack's records outside it. */
import process from "node:process";
import { survey } from "../../engine/survey.ts";
import { driftOf } from "../../live/drift.ts";
import { hasDrift } from "../../live/drift-record.ts";
import { driftJson } from "../../report/drift-json.ts";
import { printDriftMarkdown } from "../../report/drift-markdown.ts";
import { nextForDrift, printDrift, printDrifted } from "../../report/drift-text.ts";
import { CannotRun, printJson, printResult } from "../print.ts";
import { hintNext, type Shown } from "../shown.ts";
import { willing } from "./willing.ts";

interface Options extends Shown {
  readonly format: "text" | "json" | "markdown";
}

/**
 * Exit 0 when there is no drift, 1 when there is.
 * @throws CannotRun when that cannot be determined: no engine, no such stack, a zone that could not be read
 */
export async function drift(stack: string, { format, ...shown }: Options): Promise<void> {
  const found = driftOf(await willing(`reading stack ${stack} and its zones`, () => survey(stack)));
  if (!hasDrift(found) && found.unread.length > 0) {
    const reasons = found.unread.map(({ reason }) => reason).join("; ");
    throw new CannotRun(`cannot tell whether stack ${stack} has drifted: ${reasons}`);
  }
  if (format === "json") printJson(driftJson(found));
  else if (format === "markdown") printResult(printDriftMarkdown(found));
  else {
    printResult(shown.quiet ? printDrifted(found) : printDrift(found));
    hintNext(nextForDrift(found), shown);
  }
  process.exitCode = hasDrift(found) ? 1 : 0;
}
