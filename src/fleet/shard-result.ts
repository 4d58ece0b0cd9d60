/** What became of one shard in a run. */
import type { PlanSummary, RecordChange, ZoneChange } from "../engine/plan-change.ts";
import type { Finding } from "../finding.ts";
import { planZones } from "../plan/plan.ts";
import type { Shard } from "./fleet.ts";
import type { Settled } from "./settled.ts";

/** `skipped`: not begun, since the run was stopped before. */
export type Outcome = "unchanged" | "changed" | "failed" | "skipped";

export interface ShardResult {
  readonly shard: string;
  readonly stack: string;
  readonly outcome: Outcome;
  /** Of records: what was done, or in a preview what would be. */
  readonly summary: PlanSummary;
  readonly changes: readonly RecordChange[];
  readonly zones: readonly ZoneChange[];
  readonly seconds: number;
  /** How often the engine ran; more than once after throttling or a lock. */
  readonly attempts: number;
  readonly findings: readonly Finding[];
  /** Why it failed, in one line; absent if the findings say it. */
  readonly reason?: string;
  /** How an update that did not fail left it. */
  readonly settled?: Settled;
}

export const NO_CHANGES: PlanSummary = { created: 0, updated: 0, deleted: 0, replaced: 0, unchanged: 0 };

/** Of a shard of which nothing was done. */
export const withoutWork = ({ shard, stack }: Pick<ShardResult, "shard" | "stack">): ShardResult => ({
  shard,
  stack,
  outcome: "failed",
  summary: NO_CHANGES,
  changes: [],
  zones: [],
  seconds: 0,
  attempts: 0,
  findings: [],
});

/** Of a shard whose program would end with its findings. */
export const refusedShard = (shard: Shard): ShardResult => ({ ...ofShard(shard), findings: shard.findings });

/** A preview makes no stack: all records would be created, and the zones are not looked at. */
export const notYet = (shard: Shard): ShardResult => ({
  ...ofShard(shard),
  outcome: "changed",
  summary: {
    ...NO_CHANGES,
    created: planZones(shard.zones).filter(({ kind }) => kind === "record").length,
  },
});

const ofShard = ({ name, stack }: Shard): ShardResult => withoutWork({ shard: name, stack });
