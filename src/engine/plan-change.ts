/** What the engine would do to a stack's records, as data: the plan that is shown before an `up`. */
import type { ToldFinding } from "../finding.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import type { Name } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";

/** What happens to a resource; `replace` is a deletion and a creation. */
export type ChangeKind = "create" | "update" | "delete" | "replace";

/** A record before or after the change. */
export interface RecordState {
  /** Seconds; absent if unknown. */
  readonly ttl?: number;
  /** The whole RRset on Route 53, one value elsewhere; none if it could not be read. */
  readonly data: readonly Rdata[];
}

/** One record resource that a run changes. */
export interface RecordChange {
  readonly kind: ChangeKind;
  /** Logical name of the resource. */
  readonly resource: string;
  readonly cloud: CloudId;
  /** The mail domain that it belongs to, without the final dot; undefined outside mailzone's components. */
  readonly domain: string | undefined;
  readonly owner: Name;
  /** The record's type, such as MX. */
  readonly type: string;
  /** Absent for what is created. */
  readonly before?: RecordState;
  /** Absent for what is deleted. */
  readonly after?: RecordState;
  /** Whether the name has neither the old records nor the new ones for a moment. */
  readonly gap: boolean;
}

/**
 * A zone that a run creates, or releases: the stack forgets it, but it stays at its cloud. Or its signing: switched on or off,
 * with another key, or released as the zone is.
 */
export interface ZoneChange {
  readonly kind: "create" | "forget" | "sign" | "unsign" | "rekey" | "forget-signing";
  /** Logical name of the resource. */
  readonly resource: string;
  readonly cloud: CloudId;
  readonly account?: string;
  readonly zone: Name;
}

/** The MTA-STS policy of a domain, where its cloud serves it. */
export interface PolicyChange {
  readonly kind: ChangeKind;
  /** Logical name of the resource. */
  readonly resource: string;
  readonly cloud: CloudId;
  /** The mail domain that it belongs to, without the final dot; undefined outside mailzone's components. */
  readonly domain: string | undefined;
  /** The name at which it is served. */
  readonly host: Name;
  /** Its text; absent for what is created, and if it could not be read. */
  readonly before?: string;
  /** Absent for what is deleted, and if it could not be read. */
  readonly after?: string;
}

export interface StackPlan {
  readonly stack: string;
  /** By name and cloud. */
  readonly zones: readonly ZoneChange[];
  /** By domain. */
  readonly policies: readonly PolicyChange[];
  /** By domain, then by owner and type. Empty when the run was refused. */
  readonly changes: readonly RecordChange[];
  /** Records that do not change. */
  readonly unchanged: number;
  /** Resources that change and are not records, such as tombstones and components. */
  readonly others: number;
  /** Everything that the program found, sorted; an error among them refuses the run. */
  readonly findings: readonly ToldFinding[];
}

export interface PlanSummary {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  readonly replaced: number;
  readonly unchanged: number;
}

export function summarizePlan({ changes, unchanged }: Pick<StackPlan, "changes" | "unchanged">): PlanSummary {
  const count = (kind: ChangeKind): number => changes.filter((change) => change.kind === kind).length;
  return {
    created: count("create"),
    updated: count("update"),
    deleted: count("delete"),
    replaced: count("replace"),
    unchanged,
  };
}

/** Whether the program refused the run. */
export const isRefused = ({ findings }: StackPlan): boolean =>
  findings.some(({ severity }) => severity === "error");
