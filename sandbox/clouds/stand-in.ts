/** What the sandbox knows of a cloud beside its plugin: what its zones are like, and what its name servers answer. */
import type { PublishedRecord, StartOfAuthority } from "../published.ts";
import type { StoredRecord, StoredZone, ZoneSettings } from "../store.ts";

export interface StandIn {
  /** The name of Pulumi's package, and so of the plugin. */
  readonly package: string;
  /** How the ids of its zones look. */
  readonly zoneId: IdForm;
  /** What a zone has that is there before any stack. */
  readonly newZone: ZoneSettings;
  /** The records that a zone is born with and that its look-ups list; absent where it is born empty. */
  readonly bornWith?: (zone: StoredZone) => readonly StoredRecord<unknown>[];
  /** What its name servers say of a stored record; nothing for what they do not publish. */
  publish(zone: StoredZone, record: StoredRecord<unknown>): readonly PublishedRecord[];
  /** What new zones have in their SOA. */
  readonly start: StartOfAuthority;
  /** Whether other records at the apex are still answered beside a CNAME; absent: a CNAME hides them. */
  readonly answersBesideApexCname?: true;
  /** Dummies for every variable in which the real provider looks for credentials. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** `prefix`, and `length` letters of `alphabet` behind it. */
export interface IdForm {
  readonly prefix: string;
  readonly alphabet: string;
  readonly length: number;
}

export const HEXADECIMAL = "0123456789abcdef";
