/** The runs of a fleet that were kept, as text and JSON. */
import { z } from "zod";
import type { PastRun } from "../fleet/journal.ts";
import { counted, visible } from "../words/text.ts";
import { columns } from "./columns.ts";

export const fleetRunsDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  fleet: z.string().describe("The fleet's name"),
  runs: z
    .array(
      z.strictObject({
        run: z.string().describe("Its name: when it began, in UTC"),
        user: z.string().describe("Who ran it"),
        host: z.string().describe("On which machine"),
        began: z.string().describe("RFC 3339"),
        ended: z.string().nullable().describe("RFC 3339; null for one that was killed, or is still at work"),
        resumes: z.string().nullable().describe("The run that it went on with; null for none"),
        shards: z
          .array(
            z.strictObject({
              shard: z.string(),
              result: z
                .enum(["unchanged", "changed", "failed", "skipped", "unfinished"])
                .describe("What became of it; unfinished: it began and did not end"),
              reason: z
                .string()
                .nullable()
                .describe("Why it failed; null if it did not, or findings said it"),
            }),
          )
          .describe("In the order of the fleet"),
      }),
    )
    .describe("Newest first"),
});

const outcomeOf = ({ begun, ended }: PastRun, shard: string) =>
  ended.get(shard)?.outcome ?? (begun.has(shard) ? ("unfinished" as const) : ("skipped" as const));

export const fleetRunsJson = (
  fleet: string,
  runs: readonly PastRun[],
): z.infer<typeof fleetRunsDocument> => ({
  version: 1,
  fleet,
  runs: runs.map((run) => ({
    run: run.id,
    user: run.head.user,
    host: run.head.host,
    began: run.head.time,
    ended: run.done ?? null,
    resumes: run.head.resumes ?? null,
    shards: run.head.shards.map((shard) => ({
      shard,
      result: outcomeOf(run, shard),
      reason: run.ended.get(shard)?.reason ?? null,
    })),
  })),
});

const WORDS = [
  ["changed", "changed"],
  ["unchanged", "unchanged"],
  ["failed", "failed"],
  ["unfinished", "unfinished"],
  ["skipped", "not begun"],
] as const;

/** How many are shown. */
const SHOWN = 20;

export function printFleetRuns(runs: readonly PastRun[]): string {
  if (runs.length === 0) return "no runs are kept here\n";
  const rows = runs.slice(0, SHOWN).map((run) => {
    const outcomes = Map.groupBy(run.head.shards, (shard) => outcomeOf(run, shard));
    const counts = WORDS.map(([outcome, word]) => [outcomes.get(outcome)?.length ?? 0, word] as const)
      .filter(([n]) => n > 0)
      .map(([n, word]) => `${n} ${word}`);
    const state = run.done === undefined ? "not finished" : "finished";
    return [
      run.id,
      visible(`${run.head.user} on ${run.head.host}`),
      state,
      counted(run.head.shards.length, "shard"),
      counts.join(", "),
    ];
  });
  const more = runs.length > SHOWN ? `... and ${counted(runs.length - SHOWN, "older one")}\n` : "";
  return `${columns(rows)}${more}`;
}
