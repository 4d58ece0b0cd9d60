/** The plan of a stack as Markdown for a comment on a pull request, cut to the size that forges accept. */
import { shellCommand } from "../../tools/shell-word.mjs";
import { isRefused, type StackPlan } from "../engine/plan-change.ts";
import type { Finding } from "../finding.ts";
import { bySeverity, fitComment, inCode, plainText, printItem } from "./markdown.ts";
import { planGroups, planLine, refusal, worthTelling } from "./plan-text.ts";
import { zoneSentence } from "./plan-words.ts";
import { unshownLine } from "./summary.ts";
import { toldOnce } from "./told-once.ts";

/** The zones come first, then the changes by domain, then the findings. */
export function printPlanMarkdown(plan: StackPlan, told: readonly Finding[] = worthTelling(plan)): string {
  const line = isRefused(plan) ? refusal(plan) : planLine(plan);
  const findings = bySeverity(toldOnce(told)).map(printItem);
  const unshown = unshownLine(plan.findings, told, `${inCode("mailzone check")} shows those of the specs`);
  const changes = [...planGroups(plan)].flatMap(([title, group]) => {
    const [first = "", ...others] = group.map(({ kind, text }) => `- ${MARKS[kind]} ${plainText(text)}\n`);
    return [`\n**${plainText(title)}**\n\n${first}`, ...others];
  });
  const zones = plan.zones.map((zone) => `- ${ZONE_MARKS[zone.kind]}${plainText(zoneSentence(zone))}\n`);
  const parted = changes.length > 0 && findings.length > 0 ? ["\n**Findings**\n\n"] : [];
  const head = `### mailzone plan for ${plainText(plan.stack)}: ${line}\n`;
  return fitComment(
    head,
    [...zones, ...changes, ...parted, ...findings, ...(unshown === "" ? [] : [`\n${unshown}.\n`])],
    `run ${inCode(shellCommand(["mailzone", "plan", "--stack", plan.stack]))} to see all`,
  );
}

const ZONE_MARKS = {
  create: "➕ ",
  forget: "",
  sign: "➕ ",
  unsign: "➖ ",
  rekey: "✏️ ",
  "forget-signing": "",
} as const;
const MARKS = { create: "➕", update: "✏️", delete: "➖", replace: "♻️" } as const;
