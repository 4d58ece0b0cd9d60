/** RRsets and zones as Route 53's API has them. */
import type { StoredZone, ZoneSettings } from "../../store.ts";

export interface Route53Settings extends ZoneSettings {
  /** The comment of the zone. */
  readonly remark?: string;
  /** Its key-signing keys; absent if it was never signed. */
  readonly keys?: readonly KeySigningKey[];
  readonly isSigning?: boolean;
  /** Whether the zone above has a DS record of one of them. */
  readonly parentHasDs?: boolean;
}

export interface KeySigningKey {
  readonly name: string;
  /** Of the KMS key. */
  readonly arn: string;
  readonly status: "ACTIVE" | "INACTIVE";
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

/** What a change is about. The name may be escaped, and have a final dot. */
export interface Change {
  readonly action: "CREATE" | "UPSERT" | "DELETE";
  readonly set: RecordSet;
}
