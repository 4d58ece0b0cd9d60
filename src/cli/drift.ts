/** `mailzone drift STACK`: what became of a stack's records behind its back. */
import process from "node:process";
import { survey } from "../engine/survey.ts";
import { driftOf } from "../live/drift.ts";
import { hasDrift } from "../live/drift-record.ts";
import { driftJson } from "../report/drift-json.ts";
import { printDriftMarkdown } from "../report/drift-markdown.ts";
import { printDrift } from "../report/drift-text.ts";
import { CannotRun, printJson, printResult } from "./print.ts";
import { willing } from "./willing.ts";

const FORMATS = { text: printDrift, markdown: printDriftMarkdown } as const;

/**
 * Exit 0 when there is none, 1 when there is.
 * @throws CannotRun when it cannot be told: no engine, no such stack, a zone that could not be read
 */
export async function drift(
  stack: string,
  { format }: { readonly format: "text" | "json" | "markdown" },
): Promise<void> {
  const found = driftOf(await willing(() => survey(stack)));
  if (!hasDrift(found) && found.unread.length > 0) {
    const reasons = found.unread.map(({ reason }) => reason).join("; ");
    throw new CannotRun(`whether the stack ${stack} has drifted could not be told: ${reasons}`);
  }
  if (format === "json") printJson(driftJson(found));
  else printResult(FORMATS[format](found));
  process.exitCode = hasDrift(found) ? 1 : 0;
}
