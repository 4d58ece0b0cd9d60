/** RRsets and zones as Route 53's API has them. */
import type { StoredZone, ZoneSettings } from "../../store.ts";

export interface Route53Settings extends ZoneSettings {
  /** The comment of the zone. */
  readonly remark?: string;
}

export type Route53Zone = StoredZone<Route53Settings>;

/** An alias target, which is answered as if its records stood at the owner. */
export interface AliasTarget {
  readonly name: string;
  readonly zoneId: string;
  readonly evaluateTargetHealth: boolean;
}

/** An RRset as the API answers it: the name escaped and with a final dot, TXT values with their quotes. */
export interface RecordSet {
  readonly name: string;
  readonly type: string;
  readonly ttl?: number;
  readonly values: readonly string[];
  readonly alias?: AliasTarget;
}

/** What is asked for: the name is a plain full name, without a final dot. */
export interface WantedSet extends RecordSet {
  /** May be added to until the set is sent. */
  readonly values: string[];
}

export type Change =
  | { readonly action: "CREATE" | "UPSERT"; readonly set: WantedSet }
  | { readonly action: "DELETE"; readonly set: Pick<WantedSet, "name" | "type"> };
