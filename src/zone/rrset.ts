/** Zones as sets of RRsets (RFC 2181 §5), each record with its origin. Immutable plain data. */
import type { Place, Related } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { Name } from "./name.ts";
import type { Rdata, RecordType } from "./rdata.ts";

/** Where a record comes from. */
export interface Origin {
  /** The line of the spec that asks for it. */
  readonly place: Place;
  /** What in the spec asks for it: `spf`, `dmarc`, or an item of `dkim` or `records`; absent for a preset's records. */
  readonly path?: Path;
  /** Which of the item's `values` it is; absent if there is only one. */
  readonly nth?: number;
  /** The preset's line, for a preset's record. */
  readonly preset?: { readonly id: string; readonly place: Place };
}

export interface ZoneRecord {
  readonly name: Name;
  readonly ttl: number;
  readonly data: Rdata;
  readonly origin: Origin;
  /** The data before a cloud's limits changed it, such as preference 0 where the minimum is 1. */
  readonly adaptedFrom?: Rdata;
}

export interface RRset {
  readonly name: Name;
  readonly type: RecordType;
  /** That of the first record; `rr-ttl-mixed` refuses sets with several TTLs. */
  readonly ttl: number;
  /** In the order of the specs; at least one. */
  readonly records: readonly ZoneRecord[];
}

/** RRsets by owner name, in the order in which they were first seen. */
export type Owners = ReadonlyMap<Name, readonly RRset[]>;

export interface RRsets {
  /** In the order in which they were first seen. */
  readonly rrsets: readonly RRset[];
  readonly owners: Owners;
}

/** Joins records of the same owner and type into RRsets. */
export function joinRecords(records: readonly ZoneRecord[]): RRsets {
  const rrsets: RRset[] = [];
  // by name, then by a search of its few types: a key of both would be a new string to hash for each record
  const owners = new Map<Name, (RRset & { readonly records: ZoneRecord[] })[]>();
  for (const record of records) {
    const { name, ttl, data } = record;
    const at = owners.get(name);
    const same = at?.find(({ type }) => type === data.type);
    if (same) {
      same.records.push(record);
      continue;
    }
    const rrset = { name, type: data.type, ttl, records: [record] };
    rrsets.push(rrset);
    if (at) at.push(rrset);
    else owners.set(name, [rrset]);
  }
  return { rrsets, owners };
}

/** The records of one type at one name. */
export function recordsAt(owners: Owners, name: Name, type: RecordType): readonly ZoneRecord[] {
  return owners.get(name)?.find((rrset) => rrset.type === type)?.records ?? [];
}

/** The places to report beside a record's own: the preset's line. */
export function presetPlace(origin: Origin): Related[] {
  return origin.preset ? [{ place: origin.preset.place, note: `from the preset ${origin.preset.id}` }] : [];
}

/** Both places of a record in a conflict. */
export function conflictPlaces(record: ZoneRecord, note: string): Related[] {
  return [{ place: record.origin.place, note }, ...presetPlace(record.origin)];
}

/** How many records there are in all of them. */
export const countRecords = (rrsets: readonly Pick<RRset, "records">[]): number =>
  rrsets.reduce((sum, { records }) => sum + records.length, 0);
