/** A zone to import, whatever it was read from. Plain data. */
import type { Finding, Place } from "../finding.ts";
import type { Name } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";

export interface SourceRecord {
  readonly name: Name;
  /** Seconds; undefined if the source does not say. */
  readonly ttl: number | undefined;
  readonly data: Rdata;
  readonly place?: Place;
  /** What the record has besides its data, which a spec cannot say, such as a proxy in front of it. */
  readonly besides?: string;
}

/** A record that no spec can have. */
export interface Inexpressible {
  readonly name: Name;
  readonly type: string;
  /** Why, as the rest of a sentence about the record. */
  readonly why: string;
}

export interface SourceZone {
  readonly zone: Name;
  /** What it was read from, as reports show it: a file, a cloud, a server. */
  readonly from: string;
  /** The cloud that holds it, as `dns` of a spec; undefined if only its name servers may tell. */
  readonly dns?: string | Readonly<Record<string, string>>;
  readonly records: readonly SourceRecord[];
  readonly others: readonly Inexpressible[];
  readonly findings: readonly Finding[];
}
