/** `mailzone plan --stack STACK`: what the engine would do to the records of a stack. */
import { shellCommand } from "../../../tools/shell-word.mjs";
import { knownReason } from "../../engine/engine-reasons.ts";
import { isRefused, type StackPlan } from "../../engine/plan-change.ts";
import { planChanges, stepsOf } from "../../engine/plan-changes.ts";
import { previewStack } from "../../engine/preview.ts";
import { atLeast, compareFindings } from "../../finding.ts";
import { stackPlanJson } from "../../report/plan-json.ts";
import { printPlanMarkdown } from "../../report/plan-markdown.ts";
import { printPlan, worthTelling } from "../../report/plan-text.ts";
import { unshownLine } from "../../report/summary.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted } from "../../words/text.ts";
import { onlyAbout } from "../only.ts";
import { CannotRun, exitBy, printFindingsAside, printJson, printResult } from "../output.ts";
import { hint, hintNext, leastShown, type Shown } from "../shown.ts";
import { willing } from "./willing.ts";

export interface StackPlanOptions extends Shown {
  readonly format: "text" | "json" | "markdown";
  /** Mail domains, in A-labels without final dots; none means all. */
  readonly only?: readonly string[];
}

/** @throws CannotRun when the engine cannot plan: it is missing, there is no such stack, a credential fails */
export async function planStack(
  stack: string,
  { format, only = [], ...shown }: StackPlanOptions,
): Promise<void> {
  const preview = await willing(`pulumi preview of ${stack}`, ({ tell }) =>
    previewStack(stack, (n) => tell(`pulumi preview of ${stack}: ${counted(n, "resource")} so far`)),
  );
  const { steps, findings, failure } = preview;
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
    ...planChanges(refused ? [] : stepsOf(steps, only)),
    findings: (only.length === 0 ? findings : onlyAbout(findings, new Set(only))).toSorted(compareFindings),
  };
  const told = toldOf(plan, shown);
  if (format === "json")
    printJson(stackPlanJson(shown.severity === undefined ? plan : { ...plan, findings: told }));
  else if (format === "markdown") printResult(printPlanMarkdown(plan, told));
  else {
    printResult(printPlan(plan));
    printFindingsAside(told);
    hint(unshownLine(plan.findings, told, `${ownCommand("check")} shows those of the specs`), shown);
    hintNext(nextOf(plan), shown);
  }
  // an error about another domain refuses the run too
  exitBy(findings);
}

/** What is shown unless all is asked for: errors, and what this run found. */
function toldOf(plan: StackPlan, shown: Shown): StackPlan["findings"] {
  const isUsual = shown.severity === undefined && !shown.quiet;
  return isUsual ? worthTelling(plan) : atLeast(plan.findings, leastShown(shown, "error"));
}

/** What the user runs next; "" if there is nothing to do, or if the findings say what. */
function nextOf(plan: StackPlan): string {
  if (isRefused(plan)) {
    const isThere = plan.findings.some(({ code }) => code === "prov-conflict-live");
    return isThere ? ownCommand(shellCommand(["adopt", plan.stack])) : "";
  }
  const isChange = plan.changes.length + plan.zones.length + plan.policies.length + plan.others > 0;
  return isChange ? shellCommand(["pulumi", "up", "--stack", plan.stack]) : "";
}
