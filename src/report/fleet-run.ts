/** A run of a fleet as text, Markdown and JSON: what changed in which shards, equal changes of many domains told once. */
import { z } from "zod";
import type { ChangeKind, PlanSummary, RecordChange, ZoneChange } from "../engine/plan-change.ts";
import { atLeast, type Finding } from "../finding.ts";
import { NO_CHANGES, type ShardResult } from "../fleet/shard-result.ts";
import { firstOf } from "../words/list.ts";
import { ownCommand } from "../words/own-command.ts";
import { counted, visible } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";
import { compareText } from "../zone/order.ts";
import { columns } from "./columns.ts";
import { findingDocument, findingJson } from "./json.ts";
import { fitComment, inCode, plainText } from "./markdown.ts";
import { changedRecords } from "./plan-text.ts";
import { changeSentences, shownOwner, zoneSentence } from "./plan-words.ts";
import { namedStacks, namedStacksMarkdown, reasonItems, reasonRows, type Told } from "./stacks-by-reason.ts";

export interface FleetRun {
  readonly fleet: string;
  readonly work: "preview" | "up";
  /** The run's name in the journal; absent for a preview. */
  readonly id?: string;
  readonly results: readonly ShardResult[];
  /** What is no single shard's. */
  readonly shared: readonly Finding[];
}

const counts = {
  created: z.int().describe("Records that are created"),
  updated: z.int().describe("Records that are changed in place"),
  deleted: z.int().describe("Records that are deleted"),
  replaced: z.int().describe("Records that are deleted and created again"),
  unchanged: z.int().describe("Records that do not change"),
};
const outcomes = {
  unchanged: z.int().describe("Shards in which nothing changes"),
  changed: z.int().describe("Shards in which something changes"),
  failed: z.int().describe("Shards that failed: exit code 1"),
  skipped: z.int().describe("Shards that were not begun"),
};

export const fleetRunDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  fleet: z.string().describe("The fleet's name"),
  run: z.string().nullable().describe("The run's name in `mailzone fleet runs`; null for a preview"),
  shards: z
    .array(
      z.strictObject({
        shard: z.string().describe("The shard's name"),
        stack: z.string().describe("The Pulumi stack that it is"),
        result: z
          .enum(["unchanged", "changed", "failed", "skipped"])
          .describe("What became of it; skipped: not begun"),
        changes: z
          .strictObject(counts)
          .describe("Counts of record resources; of a preview, what would change"),
        seconds: z.number().describe("How long it took"),
        attempts: z.int().describe("How often the engine ran: more than once after throttling or a lock"),
        reason: z.string().nullable().describe("Why it failed, in one line; null if the findings say it"),
        findings: z.array(findingDocument).describe("What the program found"),
      }),
    )
    .describe("By name"),
  findings: z.array(findingDocument).describe("What is no single shard's"),
  summary: z
    .strictObject({ ...outcomes, records: z.strictObject(counts) })
    .describe("Counts of shards, and of records in all of them"),
});

type Outcomes = Record<ShardResult["outcome"], number>;

export function outcomesOf(results: readonly ShardResult[]): Outcomes {
  const count = { unchanged: 0, changed: 0, failed: 0, skipped: 0 };
  for (const { outcome } of results) count[outcome] += 1;
  return count;
}

function recordsOf(results: readonly ShardResult[]): PlanSummary {
  const keys = Object.keys(NO_CHANGES) as (keyof PlanSummary)[];
  return Object.fromEntries(
    keys.map((key) => [key, results.reduce((sum, { summary }) => sum + summary[key], 0)]),
  ) as unknown as PlanSummary;
}

export const fleetRunJson = ({ fleet, id, results, shared }: FleetRun): z.infer<typeof fleetRunDocument> => ({
  version: 1,
  fleet,
  run: id ?? null,
  shards: results.map(({ shard, stack, outcome, summary, seconds, attempts, reason, findings }) => ({
    shard,
    stack,
    result: outcome,
    changes: { ...summary },
    seconds: Math.round(seconds * 10) / 10,
    attempts,
    reason: reason ?? null,
    findings: findings.map(findingJson),
  })),
  findings: shared.map(findingJson),
  summary: { ...outcomesOf(results), records: recordsOf(results) },
});

/** What happens alike to several domains. */
interface Alike {
  readonly sentence: string;
  /** Sorted; none for records outside of mail domains. */
  readonly domains: readonly string[];
}

/** In a sentence about many domains, what stands for each one's name. */
const ANY = "<domain>";

/** So many different values at one owner are told one by one; more are told as one change. */
const MOST_VALUES = 3;

const DONE: Readonly<Record<ChangeKind, string>> = {
  create: "added",
  update: "changed",
  delete: "deleted",
  replace: "deleted and created again",
};

/** The most common first. */
function alikeChanges(results: readonly ShardResult[]): readonly Alike[] {
  const byKind = Map.groupBy(
    results.flatMap(({ changes }) => changes),
    (change) => `${ownerIn(change)}: ${change.type} is ${DONE[change.kind]}`,
  );
  const ofRecords = [...byKind].flatMap(([kind, changes]) => {
    const bySentence = bySentences(changes);
    const isVaried = bySentence.size > MOST_VALUES;
    return isVaried
      ? [alike(`${kind}, with ${bySentence.size} different values`, changes)]
      : [...bySentence].map(([sentence, own]) => alike(sentence, own));
  });
  return [...alikeZones(results), ...ofRecords].sort(
    (a, b) => b.domains.length - a.domains.length || compareText(a.sentence, b.sentence),
  );
}

function alikeZones(results: readonly ShardResult[]): readonly Alike[] {
  const sentence = (change: ZoneChange): string =>
    zoneSentence(change).replaceAll(shownOwner(change.zone), ANY);
  const bySentence = Map.groupBy(
    results.flatMap(({ zones }) => zones),
    sentence,
  );
  return [...bySentence].map(([told, own]) => ({
    sentence: told,
    domains: own.map(({ zone }) => withoutDot(zone)).sort(compareText),
  }));
}

const alike = (sentence: string, changes: readonly RecordChange[]): Alike => ({
  sentence,
  domains: [...new Set(changes.flatMap(({ domain }) => domain ?? []))].sort(compareText),
});

function bySentences(changes: readonly RecordChange[]): ReadonlyMap<string, readonly RecordChange[]> {
  const all = changes.flatMap((change) =>
    changeSentences(change).map((sentence) => ({
      change,
      sentence: `${ownerIn(change)}: ${withoutName(sentence, change.domain)}`,
    })),
  );
  const grouped = Map.groupBy(all, ({ sentence }) => sentence);
  return new Map([...grouped].map(([sentence, own]) => [sentence, own.map(({ change }) => change)]));
}

/** The owner from the domain on: `@`, `_dmarc`; whole outside of it. */
function ownerIn({ owner, domain }: RecordChange): string {
  const name = owner.replace(/\.$/, "");
  if (domain === undefined) return name;
  if (name === domain) return "@";
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : name;
}

const withoutName = (sentence: string, domain: string | undefined): string =>
  domain === undefined ? sentence : sentence.replaceAll(domain, ANY);

/** One domain has its own name in its sentence. */
const told = ({ sentence, domains }: Alike): string =>
  domains.length === 1 ? sentence.replaceAll(ANY, domains[0] ?? "") : sentence;

/** How many domains, and how many different changes, a report for people names. */
const NAMED = 3;
const SHOWN = 12;

const recordsLine = (summary: PlanSummary): string =>
  `${changedRecords(summary)}; ${summary.unchanged} unchanged`;

export function fleetRunLine({ fleet, results }: Pick<FleetRun, "fleet" | "results">): string {
  const { unchanged, changed, failed, skipped } = outcomesOf(results);
  const parts = [
    [changed, "changed"],
    [unchanged, "unchanged"],
    [failed, "failed"],
    [skipped, "not begun"],
  ] as const;
  const shards = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  const head = `${counted(results.length, "shard")}${shards.length > 0 ? `: ${shards.join(", ")}` : ""}`;
  const made = results.flatMap(({ zones }) => zones.filter(({ kind }) => kind === "create")).length;
  const zones = made > 0 ? `${counted(made, "zone")} created; ` : "";
  return `${visible(fleet)}: ${head}; ${zones}${recordsLine(recordsOf(results))}`;
}

/** A line about a shard that is done, for a pipeline's log. */
export function shardLine({ stack, outcome, summary, seconds, reason, findings }: ShardResult): string {
  const errors = atLeast(findings, "error");
  const why =
    reason ?? `refused: ${errors[0]?.message}${errors.length > 1 ? ` (and ${errors.length - 1} more)` : ""}`;
  return `${stack}  ${outcome === "failed" ? `failed: ${why}` : recordsLine(summary)} (${seconds.toFixed(1)} s)`;
}

const failures = (results: readonly ShardResult[]): readonly Told[] =>
  results.flatMap((one) => (one.outcome === "failed" ? { stack: one.stack, reason: shardReason(one) } : []));

const notBegun = (results: readonly ShardResult[]): readonly string[] =>
  results.flatMap(({ outcome, stack }) => (outcome === "skipped" ? stack : []));

/** Whom a change concerns: how many domains, and their names. */
function whom({ domains }: Alike): { readonly count: string; readonly names: string } {
  if (domains.length === 0) return { count: "outside mail domains", names: "" };
  return { count: counted(domains.length, "domain"), names: firstOf(domains, NAMED).join(", ") };
}

export function printFleetRun(run: FleetRun): string {
  const alike = alikeChanges(run.results);
  const lines = alike.slice(0, SHOWN).flatMap((one) => {
    const { count, names } = whom(one);
    return [`${count}:${names === "" ? "" : ` ${visible(names)}`}`, `  ${visible(told(one))}`];
  });
  const others = alike.length - SHOWN;
  const more =
    others > 0
      ? [
          `... and ${counted(others, "more kind")} of changes${run.work === "up" ? "" : `: ${ownCommand("plan --stack STACK")} shows each change of a shard`}`,
        ]
      : [];
  const failed = reasonRows(failures(run.results));
  const waiting = notBegun(run.results);
  return [
    ...lines,
    ...more,
    ...(lines.length > 0 ? [""] : []),
    ...(failed.length > 0 ? [`failed:\n${columns(failed)}`] : []),
    ...(waiting.length > 0 ? [`not begun: ${namedStacks(waiting)}\n`] : []),
    fleetRunLine(run),
    "",
  ].join("\n");
}

function shardReason({ reason, findings }: ShardResult): string {
  return reason ?? `${counted(atLeast(findings, "error").length, "error")} in its specs or zones`;
}

/** For a comment on a pull request, cut to the size that forges accept. */
export function printFleetRunMarkdown(run: FleetRun): string {
  const alike = alikeChanges(run.results);
  const changes = alike.map((one) => {
    const { count, names } = whom(one);
    return `- **${count}**: ${plainText(told(one))}${names === "" ? "" : ` (${plainText(names)})`}\n`;
  });
  const waiting = notBegun(run.results);
  const sections = [
    ...section("Failed", reasonItems(failures(run.results))),
    ...section("Not begun", waiting.length > 0 ? [`- ${namedStacksMarkdown(waiting)}\n`] : []),
    ...section("Changes", changes),
  ];
  return fitComment(
    `### mailzone fleet ${run.work}: ${plainText(fleetRunLine(run))}\n`,
    // the first heading already has an empty line before it
    sections.map((item, i) => (i === 0 ? item.trimStart() : item)),
    run.work === "up"
      ? `${inCode(`mailzone fleet runs ${run.fleet} --format json`)} says what became of each shard`
      : `${inCode("mailzone plan --stack STACK")} shows all changes of a shard`,
  );
}

/** Items of a list, the first with the heading. */
const section = (title: string, [first, ...others]: readonly string[]): readonly string[] =>
  first === undefined ? [] : [`\n**${title}**\n\n${first}`, ...others];
