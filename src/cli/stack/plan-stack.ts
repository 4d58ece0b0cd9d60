/** `mailzone plan --stack STACK`: what the engine would do to the records of a stack. */
import process from "node:process";
import { knownReason } from "../../engine/engine-reasons.ts";
import type { StackPlan } from "../../engine/plan-change.ts";
import { planChanges } from "../../engine/plan-changes.ts";
import { previewStack } from "../../engine/preview.ts";
import { compareFindings } from "../../finding.ts";
import { stackPlanJson } from "../../report/plan-json.ts";
import { printPlanMarkdown } from "../../report/plan-markdown.ts";
import { printPlan } from "../../report/plan-text.ts";
import { visible } from "../../words/text.ts";
import { CannotRun, exitBy, printFindingsAside, printJson, printResult } from "../output.ts";
import { willing } from "./willing.ts";

export type StackPlanFormat = "text" | "json" | "markdown";

/** @throws CannotRun when the engine cannot plan: it is missing, there is no such stack, a credential fails */
export async function planStack(stack: string, format: StackPlanFormat): Promise<void> {
  const { steps, findings, failure } = await willing(() =>
    previewStack(stack, (line) => process.stderr.write(`${visible(line)}\n`)),
  );
  const refused = findings.some(({ severity }) => severity === "error");
  if (failure !== undefined && !refused) {
    throw new CannotRun(
      knownReason(stack, failure) ??
        `pulumi preview of stack ${stack} failed: ${failure.split(/\s+/).join(" ")}`,
    );
  }
  const plan: StackPlan = {
    stack,
    // a program that was stopped registered nothing: the engine's steps until then say nothing about the change
    ...planChanges(refused ? [] : steps),
    findings: [...findings].sort(compareFindings),
  };
  if (format === "json") printJson(stackPlanJson(plan));
  else if (format === "markdown") printResult(printPlanMarkdown(plan));
  else {
    printResult(printPlan(plan));
    printFindingsAside(plan.findings);
  }
  exitBy(plan.findings);
}
