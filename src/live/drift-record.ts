/** How a stack's zones differ from its state, as data. */
import type { Finding } from "../finding.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import type { Name } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";

/** What can differ between the state and the zone, in the order in which it is reported. */
export const DRIFT_FIELDS = ["name", "type", "data", "ttl", "proxied", "disabled", "line"] as const;
export type DriftField = (typeof DRIFT_FIELDS)[number];

/** One value; `data` is absent if the model cannot represent it. */
export interface ShownValue {
  readonly text: string;
  readonly data?: Rdata;
}

/** A record as the state or the zone has it. */
export interface RecordSnapshot {
  readonly name: Name;
  readonly type: string;
  /** The whole RRset on Route 53, one value elsewhere; none for an alias. */
  readonly values: readonly ShownValue[];
  /** Seconds; absent if there is none, as for an alias. */
  readonly ttl?: number;
  /** Cloudflare answers with its own addresses instead of the value. */
  readonly proxied: boolean;
  /** Alibaba Cloud DNS: stored, but not served. */
  readonly disabled: boolean;
  /** Alibaba Cloud DNS: the resolution line, if it is not the default one. */
  readonly line?: string;
  /** Route 53: answers with the records of this name. */
  readonly alias?: Name;
}

/** Where a record of the stack is. */
export interface RecordPlace {
  readonly zone: Name;
  readonly cloud: CloudId;
  readonly account?: string;
  /** The mail domain that it belongs to, without the final dot. */
  readonly domain: string;
}

/** A record resource of the state whose record differs from the state. */
export interface DriftedRecord extends RecordPlace {
  /** Logical name of the resource. */
  readonly resource: string;
  /** The cloud's id of the record, as the state has it. */
  readonly id: string;
  readonly state: RecordSnapshot;
  /** Absent if the record is gone. */
  readonly live?: RecordSnapshot;
  /** What differs; none if the record is gone. */
  readonly fields: readonly DriftField[];
  /** Id of an identical record that the stack does not own: it was deleted, and created again by hand. */
  readonly remade?: string;
  /** What the specs want there: the same as the `state`, what the `zone` has, something `other`, or nothing (`gone`). */
  readonly specs: "state" | "zone" | "other" | "gone";
  /** What the specs want, if `specs` is `other`. */
  readonly wanted?: RecordSnapshot;
}

/** Records that the stack does not own and that conflict with what it owns, as a finding. */
export interface DriftConflict extends RecordPlace {
  readonly finding: Finding;
  /** Ids of the foreign records. */
  readonly records: readonly string[];
}

/** Records of the state that could not be compared. */
export interface UnreadZone {
  readonly zone: Name;
  readonly cloud: CloudId;
  readonly account?: string;
  /** How many of the stack's records are in it. */
  readonly records: number;
  readonly reason: string;
}

export interface Drift {
  readonly stack: string;
  /** By domain, owner and type. */
  readonly records: readonly DriftedRecord[];
  readonly conflicts: readonly DriftConflict[];
  readonly unread: readonly UnreadZone[];
  /** Records that are in the zones as the state has them. */
  readonly unchanged: number;
}

export const hasDrift = ({ records, conflicts }: Drift): boolean => records.length + conflicts.length > 0;

export interface DriftSummary {
  readonly changed: number;
  readonly missing: number;
  /** Foreign records that conflict. */
  readonly conflicting: number;
  readonly unchanged: number;
  /** Records that could not be compared. */
  readonly unknown: number;
}

export function summarizeDrift({ records, conflicts, unread, unchanged }: Drift): DriftSummary {
  const missing = records.filter(({ live }) => live === undefined).length;
  return {
    changed: records.length - missing,
    missing,
    conflicting: new Set(
      conflicts.flatMap(({ zone, cloud, records: ids }) => ids.map((id) => `${cloud} ${zone} ${id}`)),
    ).size,
    unchanged,
    unknown: unread.reduce((sum, one) => sum + one.records, 0),
  };
}
