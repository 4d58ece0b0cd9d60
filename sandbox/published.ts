/** Resource records as name servers publish them, and the forms of data that are the same at every cloud. */
import type { Answer } from "dns-packet";
import { standInOf } from "./clouds/clouds.ts";
import type { StoredRecord, StoredZone } from "./store.ts";

/** One resource record as a cloud's name servers publish it, or a reference to follow in its place. */
export interface PublishedRecord {
  readonly type: string;
  readonly ttl: number;
  readonly data: unknown;
  /** Answered with the addresses of the name in `data` (Cloudflare's flattening, Route 53's alias). */
  readonly follow?: true;
}

/** What a cloud sets in the SOA of new zones: the negative TTL, and the mailbox as a name. */
export interface StartOfAuthority {
  readonly minimum: number;
  readonly rname: string;
}

/** What the name servers of the record's cloud say of it. */
export const published = (zone: StoredZone, record: StoredRecord<unknown>): readonly PublishedRecord[] =>
  standInOf(record.cloud).publish(zone, record);

/** The records that every zone has at its apex, unless the store holds them. */
export function apexRecords({ cloud, settings }: StoredZone): PublishedRecord[] {
  const [primary = "ns.sandbox.invalid"] = settings.nameServers;
  const { minimum, rname } = standInOf(cloud).start;
  const soa = { mname: primary, rname, serial: 1, refresh: 7200, retry: 900, expire: 1209600, minimum };
  return [
    { type: "SOA", ttl: minimum, data: soa },
    ...settings.nameServers.map((server) => ({ type: "NS", ttl: 86400, data: server })),
  ];
}

/** The record as the DNS message library wants it, at `name`. */
export function answerOf(name: string, { type, ttl, data }: PublishedRecord): Answer {
  return { name, type, ttl, class: "IN", data } as Answer;
}
