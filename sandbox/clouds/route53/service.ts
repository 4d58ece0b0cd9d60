import { isIPv4, isIPv6 } from "node:net";
import { CharacterStringError, parseCharacterStrings } from "../../character-strings.ts";
import { canonicalName, isWithin } from "../../names.ts";
import { type Account, call, type Request, ServiceError } from "../../service.ts";
import type { StoredRecord, StoredZone } from "../../store.ts";
import { newZone } from "../../zones.ts";

/** An alias target, which is answered as if its records stood at the owner. */
export interface AliasTarget {
  name: string;
  zoneId: string;
  evaluateTargetHealth: boolean;
}

/** An RRset as Route 53's API answers it: the name escaped and with a final dot, TXT values with their quotes. */
export interface RecordSet {
  name: string;
  type: string;
  ttl?: number;
  values: string[];
  alias?: AliasTarget;
}

/** What is asked for: the name is a plain full name, without a final dot. */
export type WantedSet = Omit<RecordSet, "name"> & { name: string };

export type Change =
  | { action: "CREATE" | "UPSERT"; set: WantedSet }
  | { action: "DELETE"; set: Pick<WantedSet, "name" | "type"> };

type Stored = StoredRecord<RecordSet>;
type Refuse = (message: string) => ServiceError;

const pageSize = 300;

/** ChangeResourceRecordSets: all of `changes` or none. `action` is what the request log and faults call it. */
export function changeRecordSets(
  account: Account,
  zoneId: string,
  action: string,
  changes: readonly Change[],
): Promise<void> {
  const { name, type } = changes.at(-1)?.set ?? { name: "", type: "" };
  return call(account, { action, zone: zoneId, name, type, retried: true }, () => {
    const zone = ownZone(account, zoneId);
    for (const change of changes) {
      if (change.action === "DELETE") remove(account, zone, change.set);
      else put(account, zone, change.set, change.action === "UPSERT");
    }
  });
}

/** ListResourceRecordSets from one name and type, as the provider reads one RRset. */
export function readRecordSet(
  account: Account,
  zoneId: string,
  name: string,
  type: string,
): Promise<RecordSet | undefined> {
  return call(
    account,
    { action: "read", zone: zoneId, name, type, retried: true },
    () => find(account, ownZone(account, zoneId), name, type)?.body,
  );
}

/** ListResourceRecordSets: all of a zone, 300 a page. */
export async function listRecordSets(account: Account, zoneId: string): Promise<RecordSet[]> {
  const found: RecordSet[] = [];
  for (let page = 0; ; page++) {
    const request: Request = { action: "list", zone: zoneId, retried: true };
    const sets = await call(account, request, () => {
      ownZone(account, zoneId);
      // The API sorts by the labels from the right; no one here depends on more than a fixed order.
      return account.store
        .records<RecordSet>("route53", zoneId)
        .slice(page * pageSize, (page + 1) * pageSize);
    });
    found.push(...sets.map(({ body }) => body));
    if (sets.length < pageSize) return found;
  }
}

/** ListHostedZones. */
export function listZones(account: Account): Promise<StoredZone[]> {
  return call(account, { action: "listZones", retried: true }, () =>
    account.store.zones("route53", account.account),
  );
}

/** GetHostedZone; undefined for NoSuchHostedZone. */
export function readZone(account: Account, zoneId: string): Promise<StoredZone | undefined> {
  return call(account, { action: "readZone", zone: zoneId, retried: true }, () => {
    const zone = account.store.zone("route53", zoneId);
    return zone?.account === account.account ? zone : undefined;
  });
}

/** CreateHostedZone: of one name there may be several. */
export function createZone(account: Account, name: string, comment: string): Promise<StoredZone> {
  return call(account, { action: "createZone", name: canonicalName(name), retried: true }, () =>
    newZone(account.store, {
      cloud: "route53",
      account: account.account,
      name,
      settings: { remark: comment },
    }),
  );
}

/** UpdateHostedZoneComment. */
export function commentZone(account: Account, zoneId: string, comment: string): Promise<void> {
  return call(account, { action: "updateZone", zone: zoneId, retried: true }, () => {
    const { settings } = ownZone(account, zoneId);
    account.store.changeZone("route53", zoneId, { ...settings, remark: comment });
  });
}

/** DeleteHostedZone. */
export function deleteZone(account: Account, zoneId: string): Promise<void> {
  return call(account, { action: "deleteZone", zone: zoneId, retried: true }, () => {
    const zone = ownZone(account, zoneId);
    const isRequired = ({ owner, type }: StoredRecord): boolean =>
      owner === zone.name && (type === "NS" || type === "SOA");
    if (!account.store.records("route53", zoneId).every(isRequired)) {
      throw new ServiceError(
        "HostedZoneNotEmpty",
        "operation error Route 53: DeleteHostedZone, https response error StatusCode: 400, HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
      );
    }
    account.store.removeZone("route53", zoneId);
  });
}

/** A name as the API answers it: all but letters, digits, `-` and `_` as octal codes, with a final dot. */
function escapedName(name: string): string {
  const octal = (character: string) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
  return `${name.toLowerCase().replace(/[^a-z0-9._-]/g, octal)}.`;
}

function ownZone(account: Account, zoneId: string): StoredZone {
  const zone = account.store.zone("route53", zoneId);
  if (zone?.account === account.account) return zone;
  throw new ServiceError(
    "NoSuchHostedZone",
    `operation error Route 53: GetHostedZone, https response error StatusCode: 404, NoSuchHostedZone: No hosted zone found with ID: ${zoneId}`,
  );
}

function find(account: Account, zone: StoredZone, name: string, type: string): Stored | undefined {
  const sets = account.store.records<RecordSet>("route53", zone.id, name);
  return sets.find((set) => set.type === type);
}

const refuse: Refuse = (message) => new ServiceError("InvalidChangeBatch", `InvalidChangeBatch: ${message}`);

function remove(account: Account, zone: StoredZone, { name, type }: Pick<WantedSet, "name" | "type">): void {
  const known = find(account, zone, name, type);
  if (!known) {
    throw refuse(
      `Tried to delete resource record set [name='${escapedName(name)}', type='${type}'] but it was not found`,
    );
  }
  if (name === zone.name && (type === "NS" || type === "SOA")) {
    throw refuse(
      `A HostedZone must contain ${type === "SOA" ? "exactly one SOA record" : "at least one NS record for the zone itself"}.`,
    );
  }
  account.store.removeRecord("route53", known.id);
}

function put(account: Account, zone: StoredZone, set: WantedSet, replace: boolean): void {
  const name = escapedName(set.name);
  if (!isWithin(set.name, zone.name)) {
    throw refuse(`RRSet with DNS name ${name} is not permitted in zone ${zone.name}.`);
  }
  const known = find(account, zone, set.name, set.type);
  if (known && !replace) {
    throw refuse(
      `Tried to create resource record set [name='${name}', type='${set.type}'] but it already exists`,
    );
  }
  refuseConflicts(account, zone, set);
  refuseValues(set);
  const body: RecordSet = { ...set, name };
  const id = `${zone.id}_${set.name}_${set.type}`;
  if (known) account.store.changeRecord({ ...known, body });
  else
    account.store.addRecord({ cloud: "route53", id, zone: zone.id, owner: set.name, type: set.type, body });
}

function refuseConflicts(account: Account, zone: StoredZone, { name, type }: WantedSet): void {
  const others = account.store
    .records<RecordSet>("route53", zone.id, name)
    .filter((set) => set.type !== type);
  const start = `RRSet of type ${type} with DNS name ${escapedName(name)} is not permitted`;
  if (type === "CNAME" && name === zone.name) throw refuse(`${start} at apex in zone ${zone.name}.`);
  if (type === "CNAME" && others.length > 0) {
    throw refuse(`${start} as it conflicts with other records with the same DNS name in zone ${zone.name}.`);
  }
  if (others.some((set) => set.type === "CNAME")) {
    throw refuse(
      `${start} because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zone.name}.`,
    );
  }
}

function refuseValues({ type, ttl, values, alias }: WantedSet): void {
  if (alias) return;
  if (ttl === undefined || ttl < 0 || ttl > 2147483647) throw refuse(`Invalid TTL: ${ttl}`);
  if (values.length === 0)
    throw refuse("Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords]]");
  if (new Set(values).size !== values.length) throw refuse("Duplicate Resource Record");
  if (type === "CNAME" && values.length > 1) throw refuse("An RRSet of type CNAME may hold only one record.");
  for (const value of values) {
    const fault = faultOf(type, value);
    if (fault) {
      throw refuse(`Invalid Resource Record: 'FATAL problem: ${fault} encountered with '${value}''`);
    }
  }
}

const fieldCounts: Record<string, number> = { A: 1, AAAA: 1, CNAME: 1, NS: 1, PTR: 1, MX: 2, SRV: 4 };

/** What is wrong with one value, in the service's words, or undefined. */
function faultOf(type: string, value: string): string | undefined {
  if (type === "TXT" || type === "SPF") return textFault(value);
  const fields = value.trim().split(/\s+/);
  const count = fieldCounts[type];
  if (count !== undefined && (fields.length !== count || !value.trim())) {
    return `${type}RRDATANot${count === 1 ? "SingleField" : count === 2 ? "TwoFields" : "FourFields"}`;
  }
  if (type === "A" && !isIPv4(value)) return "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)";
  if (type === "AAAA" && !isIPv6(value))
    return "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)";
  const numbers = fields.slice(0, -1);
  if (
    (type === "MX" || type === "SRV") &&
    !numbers.every((field) => /^\d+$/.test(field) && Number(field) < 65536)
  ) {
    return `${type}RRDATAIllegalNumber (Value is not a number from 0 to 65535)`;
  }
  if (type === "TLSA" && !/^[0-3] [01] [0-2] ([0-9a-f]{2})+$/i.test(value)) {
    return "TLSARRDATAIllegal (Value is not usage selector matching-type data)";
  }
  if (type === "CAA" && !/^\d{1,3} [a-zA-Z0-9]+ ".*"$/.test(value)) {
    return 'CAARRDATANotThreeFields (Value is not flags tag "value")';
  }
  return undefined;
}

function textFault(value: string): string | undefined {
  if (value.length > 4000) return "RRDATATooLong (Value is too long)";
  try {
    const strings = parseCharacterStrings(value, 8);
    if (strings.length === 0) return "InvalidCharacterString (Value should be enclosed in quotation marks)";
    return strings.some((string) => string.length > 255)
      ? "CharacterStringTooLong (Value is too long)"
      : undefined;
  } catch (error) {
    if (error instanceof CharacterStringError) return `InvalidCharacterString (${error.message})`;
    throw error;
  }
}
