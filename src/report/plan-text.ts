/** The plan of a stack as text for people: a domain and its cloud, then one line per value that changes. */
import { cloudOf } from "../cloud/clouds.ts";
import {
  type ChangeKind,
  isRefused,
  type PlanSummary,
  type StackPlan,
  summarizePlan,
  type ZoneChange,
} from "../engine/plan-change.ts";
import { atLeast, type ToldFinding } from "../finding.ts";
import { counted, visible } from "../words/text.ts";
import { compareText } from "../zone/order.ts";
import { changeSentences, policySentences, shownOwner, zoneSentence } from "./plan-words.ts";
import { toldOnce } from "./told-once.ts";

const MARKS: Readonly<Record<ChangeKind, string>> = {
  create: "+ ",
  update: "~ ",
  delete: "- ",
  replace: "+-",
};

const ZONE_MARKS: Readonly<Record<ZoneChange["kind"], string>> = {
  create: "+ ",
  forget: "  ",
  sign: "+ ",
  unsign: "- ",
  rekey: "~ ",
  "forget-signing": "  ",
};

export function printPlan(plan: StackPlan): string {
  if (isRefused(plan)) return `${refusal(plan)}\n`;
  const blocks = [...planGroups(plan)].map(([title, items]) => {
    const lines = items.map(({ kind, text }) => `  ${MARKS[kind]} ${visible(text)}`);
    return [visible(title), ...lines, ""].join("\n");
  });
  const zones = plan.zones.map((zone) => `${ZONE_MARKS[zone.kind]} ${visible(zoneSentence(zone))}\n`);
  return [...(zones.length > 0 ? [zones.join("")] : []), ...blocks, `${planLine(plan)}\n`].join("\n");
}

/** One sentence of a plan, begun with the name that it is about. */
export interface PlanItem {
  readonly kind: ChangeKind;
  readonly text: string;
}

/** What changes of records and policies, under titles such as `example.com on Cloudflare`, sorted. */
export function planGroups({ changes, policies }: StackPlan): Map<string, PlanItem[]> {
  const items = [
    ...changes.map((change) => ({ change, owner: change.owner, sentences: changeSentences(change) })),
    ...policies.map((change) => ({ change, owner: change.host, sentences: policySentences(change) })),
  ];
  const groups = Map.groupBy(
    items,
    ({ change }) => `${change.domain ?? "outside mail domains"} on ${cloudOf(change.cloud).title}`,
  );
  return new Map(
    [...groups]
      .sort(([a], [b]) => compareText(a, b))
      .map(([title, own]) => [
        title,
        own.flatMap(({ change: { kind }, owner, sentences }) =>
          sentences.map((sentence) => ({ kind, text: `${shownOwner(owner)}: ${sentence}` })),
        ),
      ]),
  );
}

export const refusal = ({ findings }: StackPlan): string =>
  `refused: ${counted(toldOnce(atLeast(findings, "error")).length, "error")}, so pulumi up would change nothing`;

/** What people are told with a plan, unless they ask for more: errors, and what this run found. */
export const worthTelling = ({ findings }: StackPlan): readonly ToldFinding[] =>
  findings.filter(
    ({ severity, ofSpecs }) => severity === "error" || (severity === "warning" && ofSpecs === undefined),
  );

/** `records: 2 added, 1 changed, 1 deleted, 1 replaced`, or `no record changes`. */
export function changedRecords({ created, updated, deleted, replaced }: PlanSummary): string {
  const parts = [
    [created, "added"],
    [updated, "changed"],
    [deleted, "deleted"],
    [replaced, "replaced"],
  ] as const;
  const told = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  return told.length > 0 ? `records: ${told.join(", ")}` : "no record changes";
}

/** `records: 2 added, 1 changed, 1 deleted, 1 replaced; 7 unchanged`. */
export function planLine(plan: StackPlan): string {
  // tombstones and components are worth mentioning only if nothing else changes
  const others =
    plan.changes.length === 0 && plan.others > 0
      ? `; ${counted(plan.others, "other resource")} ${plan.others === 1 ? "changes" : "change"} in the state`
      : "";
  const made = plan.zones.filter(({ kind }) => kind === "create").length;
  const zones = made > 0 ? `${counted(made, "zone")} created; ` : "";
  return `${zones}${changedRecords(summarizePlan(plan))}; ${plan.unchanged} unchanged${others}`;
}
