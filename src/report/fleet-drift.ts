/** The drift of a fleet's shards as text, Markdown and JSON. */
import { z } from "zod";
import { type Drift, hasDrift } from "../live/drift-record.ts";
import { counted, visible } from "../words/text.ts";
import { columns } from "./columns.ts";
import { driftDocument, driftJson } from "./drift-json.ts";
import { driftLine, printDrifted } from "./drift-text.ts";
import { fitComment, inCode, plainText } from "./markdown.ts";
import { reasonItems, reasonRows, type Told } from "./stacks-by-reason.ts";

/** What became of a shard: its drift, or why that is not known. */
export interface ShardDrift {
  readonly shard: string;
  readonly stack: string;
  readonly drift?: Drift;
  /** Why it is not known, in one line. */
  readonly reason?: string;
}

export interface FleetDrift {
  readonly fleet: string;
  readonly shards: readonly ShardDrift[];
}

export type DriftOutcome = "none" | "drift" | "unknown";

export function driftOutcome({ drift }: ShardDrift): DriftOutcome {
  if (drift === undefined) return "unknown";
  if (hasDrift(drift)) return "drift";
  return drift.unread.length > 0 ? "unknown" : "none";
}

export const fleetDriftDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  fleet: z.string().describe("The fleet's name"),
  shards: z
    .array(
      z.strictObject({
        shard: z.string().describe("The shard's name"),
        stack: z.string().describe("The Pulumi stack that it is"),
        result: z
          .enum(["none", "drift", "unknown"])
          .describe("Whether there is drift; unknown: it could not be read"),
        reason: z.string().nullable().describe("Why nothing is known; null if the drift says it"),
        drift: driftDocument.nullable().describe("As of `mailzone drift STACK`; null if nothing is known"),
      }),
    )
    .describe("By name"),
  summary: z
    .strictObject({ none: z.int(), drift: z.int(), unknown: z.int() })
    .describe("Counts of shards, by their results"),
});

function summaryOf({ shards }: FleetDrift): Record<DriftOutcome, number> {
  const count = { none: 0, drift: 0, unknown: 0 };
  for (const shard of shards) count[driftOutcome(shard)] += 1;
  return count;
}

export const fleetDriftJson = (of: FleetDrift): z.infer<typeof fleetDriftDocument> => ({
  version: 1,
  fleet: of.fleet,
  shards: of.shards.map((one) => ({
    shard: one.shard,
    stack: one.stack,
    result: driftOutcome(one),
    reason: one.reason ?? null,
    drift: one.drift === undefined ? null : driftJson(one.drift),
  })),
  summary: summaryOf(of),
});

export function fleetDriftLine(of: FleetDrift): string {
  const { none, drift, unknown } = summaryOf(of);
  const parts = [
    [drift, "with drift"],
    [none, "as published"],
    [unknown, "unknown"],
  ] as const;
  const told = parts.filter(([n]) => n > 0).map(([n, what]) => `${n} ${what}`);
  return `${visible(of.fleet)}: ${counted(of.shards.length, "shard")}${told.length > 0 ? `: ${told.join(", ")}` : ""}`;
}

const reasonOf = ({ reason, drift }: ShardDrift): string =>
  reason ?? (drift?.unread ?? []).map((zone) => zone.reason).join("; ");

/** A line about a shard that was looked at, for a pipeline's log. */
export const shardDriftLine = (one: ShardDrift): string =>
  `${one.stack}  ${one.drift === undefined ? `unknown: ${reasonOf(one)}` : driftLine(one.drift)}`;

export function printFleetDrift(of: FleetDrift): string {
  const drifted = of.shards.flatMap(({ stack, drift }) =>
    drift !== undefined && hasDrift(drift)
      ? [`${visible(stack)}: ${driftLine(drift)}\n\n${printDrifted(drift)}\n`]
      : [],
  );
  const rows = reasonRows(unknownShards(of));
  return [
    ...drifted,
    ...(rows.length > 0 ? [`unknown:\n${columns(rows)}\n`] : []),
    `${fleetDriftLine(of)}\n`,
  ].join("");
}

const unknownShards = ({ shards }: FleetDrift): readonly Told[] =>
  shards.flatMap((one) =>
    driftOutcome(one) === "unknown" ? { stack: one.stack, reason: reasonOf(one) } : [],
  );

/** For an issue or a comment, cut to the size that forges accept. */
export function printFleetDriftMarkdown(of: FleetDrift): string {
  const drifted = of.shards.flatMap(({ stack, drift }) =>
    drift !== undefined && hasDrift(drift) ? `- ${inCode(stack)}: ${plainText(driftLine(drift))}\n` : [],
  );
  return fitComment(
    `### mailzone fleet drift: ${plainText(fleetDriftLine(of))}\n`,
    [...drifted, ...reasonItems(unknownShards(of))],
    `run ${inCode(`mailzone fleet drift ${of.fleet}`)} to see all`,
  );
}
