/** Route 53's API over the store: one function a call. */
import { canonicalName } from "../../names.ts";
import type { Account } from "../../request.ts";
import { call, callPages, ownZone, ServiceError } from "../../service.ts";
import type { StoredRecord } from "../../store.ts";
import { newZone } from "../../zones.ts";
import type { Change, RecordSet, Route53Settings, Route53Zone } from "./record.ts";
import { accepted, checkDeletion, isRequired, ownerOf } from "./rules.ts";

const PAGE_SIZE = 300;

/** ChangeResourceRecordSets: all of `changes` or none. `action` is what the request log and faults call it. */
export function changeRecordSets(
  account: Account,
  zoneId: string,
  action: string,
  changes: readonly Change[],
): Promise<void> {
  const { name, type } = changes.at(-1)?.set ?? { name: "", type: "" };
  return call(account, { action, zone: zoneId, name: ownerOf(name), type, retried: true }, () => {
    const zone = zoneOf(account, zoneId);
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
  const owner = ownerOf(name);
  return call(account, { action: "read", zone: zoneId, name: owner, type, retried: true }, () => {
    zoneOf(account, zoneId);
    return setsOf(account, zoneId, owner).find((set) => set.type === type)?.body;
  });
}

/** ListResourceRecordSets: all of a zone, 300 a page. */
export async function listRecordSets(account: Account, zoneId: string): Promise<RecordSet[]> {
  const list = (): StoredRecord<RecordSet>[] => {
    zoneOf(account, zoneId);
    // the API sorts by the labels from the right; no one here depends on more than a fixed order
    return setsOf(account, zoneId);
  };
  const request = { action: "list", zone: zoneId, retried: true };
  const sets = await callPages(account, request, PAGE_SIZE, list, ({ length }) => length < PAGE_SIZE);
  return sets.map(({ body }) => body);
}

/** ListHostedZones. */
export function listZones(account: Account): Promise<Route53Zone[]> {
  return call(account, { action: "listZones", retried: true }, () =>
    account.store.zones<Route53Settings>("route53", account.account),
  );
}

/** GetHostedZone; undefined for NoSuchHostedZone. */
export function readZone(account: Account, zoneId: string): Promise<Route53Zone | undefined> {
  return call(account, { action: "readZone", zone: zoneId, retried: true }, () => ownZone(account, zoneId));
}

/** CreateHostedZone: of one name there may be several. */
export function createZone(account: Account, name: string, comment: string): Promise<Route53Zone> {
  return call(account, { action: "createZone", name: canonicalName(name), retried: true }, () =>
    newZone<Route53Settings>(account, name, { remark: comment }),
  );
}

/** UpdateHostedZoneComment. */
export function commentZone(account: Account, zoneId: string, comment: string): Promise<void> {
  return call(account, { action: "updateZone", zone: zoneId, retried: true }, () => {
    const { settings } = zoneOf(account, zoneId);
    account.store.changeZone("route53", zoneId, { ...settings, remark: comment });
  });
}

/** DeleteHostedZone. */
export function deleteZone(account: Account, zoneId: string): Promise<void> {
  return call(account, { action: "deleteZone", zone: zoneId, retried: true }, () => {
    const zone = zoneOf(account, zoneId);
    if (!setsOf(account, zoneId).every(({ owner, type }) => isRequired(zone, owner, type))) {
      throw new ServiceError(
        "HostedZoneNotEmpty",
        "operation error Route 53: DeleteHostedZone, https response error StatusCode: 400, HostedZoneNotEmpty: The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
      );
    }
    if ((zone.settings.keys ?? []).length > 0) {
      throw new ServiceError(
        "HostedZoneNotEmpty",
        "operation error Route 53: DeleteHostedZone, https response error StatusCode: 400, HostedZoneNotEmpty: The specified hosted zone contains DNSSEC Key Signing Keys and so cannot be deleted.",
      );
    }
    account.store.removeZone("route53", zoneId);
  });
}

function zoneOf(account: Account, zoneId: string): Route53Zone {
  const zone = ownZone<Route53Settings>(account, zoneId);
  if (zone) return zone;
  throw new ServiceError(
    "NoSuchHostedZone",
    `operation error Route 53: GetHostedZone, https response error StatusCode: 404, NoSuchHostedZone: No hosted zone found with ID: ${zoneId}`,
  );
}

const setsOf = ({ store }: Account, zoneId: string, name?: string): StoredRecord<RecordSet>[] =>
  store.records<RecordSet>("route53", zoneId, name);

function remove(account: Account, zone: Route53Zone, set: RecordSet): void {
  const known = setsOf(account, zone.id, ownerOf(set.name)).find(({ type }) => type === set.type);
  checkDeletion(zone, known, set);
  account.store.removeRecord("route53", known.id);
}

function put(account: Account, zone: Route53Zone, set: RecordSet, replace: boolean): void {
  const owner = ownerOf(set.name);
  const there = setsOf(account, zone.id, owner);
  const known = there.find(({ type }) => type === set.type);
  const body = accepted(zone, there, set, replace);
  if (known) {
    account.store.changeRecord({ ...known, body });
    return;
  }
  const { type } = set;
  const id = `${zone.id}_${owner}_${type}`;
  account.store.addRecord({ cloud: "route53", id, zone: zone.id, owner, type, body });
}
