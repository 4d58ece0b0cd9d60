import { accepted, type CloudflareRecord, type CloudflareRequest, refusal } from "./cloudflare-rules.ts";
import { canonicalName, freshId } from "./names.ts";
import { type Account, call } from "./service.ts";
import type { StoredRecord, StoredZone } from "./store.ts";

type Stored = StoredRecord<CloudflareRecord>;

const pageSize = 100;

/** POST /zones/:zone/dns_records. */
export function createRecord(account: Account, zoneId: string, body: CloudflareRequest): Promise<Stored> {
  const request = {
    action: "create",
    zone: zoneId,
    name: canonicalName(body.name),
    type: body.type,
    retried: true,
  };
  return call(account, request, () => {
    const zone = ownZone(account, zoneId);
    const record: Stored = {
      cloud: "cloudflare",
      id: freshId("0123456789abcdef", 32),
      zone: zoneId,
      ...accepted(account, zone, body),
    };
    if (account.store.countRecords("cloudflare", zoneId) >= (zone.settings.recordQuota ?? 3500)) {
      throw refusal("POST", zoneId, 400, 81045, "Record quota exceeded.");
    }
    account.store.addRecord(record);
    return record;
  });
}

/** PUT /zones/:zone/dns_records/:id. */
export function updateRecord(
  account: Account,
  zoneId: string,
  id: string,
  body: CloudflareRequest,
): Promise<Stored> {
  const request = {
    action: "update",
    zone: zoneId,
    name: canonicalName(body.name),
    type: body.type,
    retried: true,
  };
  return call(account, request, () => {
    const old = ownRecord(account, zoneId, id, "PUT");
    const zone = ownZone(account, zoneId);
    const record: Stored = { ...old, ...accepted(account, zone, body, old) };
    account.store.changeRecord(record);
    return record;
  });
}

/** DELETE /zones/:zone/dns_records/:id. */
export function deleteRecord(account: Account, zoneId: string, id: string): Promise<void> {
  const known = account.store.record("cloudflare", id);
  const request = {
    action: "delete",
    zone: zoneId,
    name: known?.owner ?? "",
    type: known?.type ?? "",
    retried: true,
  };
  return call(account, request, () => {
    ownRecord(account, zoneId, id, "DELETE");
    account.store.removeRecord("cloudflare", id);
  });
}

/** GET /zones/:zone/dns_records/:id; undefined for 404. */
export function readRecord(account: Account, zoneId: string, id: string): Promise<Stored | undefined> {
  const known = account.store.record<CloudflareRecord>("cloudflare", id);
  const request = {
    action: "read",
    zone: zoneId,
    name: known?.owner ?? "",
    type: known?.type ?? "",
    retried: true,
  };
  return call(account, request, () =>
    known?.zone === zoneId && ownZone(account, zoneId) ? known : undefined,
  );
}

/** GET /zones/:zone/dns_records, a page of 100 at a time, until `limit` records are there. */
export async function listRecords(account: Account, zoneId: string, limit: number): Promise<Stored[]> {
  const found: Stored[] = [];
  for (let page = 0; ; page++) {
    const request = { action: "list", zone: zoneId, retried: true };
    const records = await call(account, request, () => {
      ownZone(account, zoneId);
      const all = account.store.records<CloudflareRecord>("cloudflare", zoneId);
      return all.slice(page * pageSize, (page + 1) * pageSize);
    });
    found.push(...records);
    if (records.length < pageSize || found.length >= limit) return found.slice(0, limit);
  }
}

/** GET /zones. */
export function listZones(account: Account): Promise<StoredZone[]> {
  return call(account, { action: "listZones", retried: true }, () =>
    account.store.zones("cloudflare", account.account),
  );
}

/** GET /zones/:zone. */
export function readZone(account: Account, zoneId: string): Promise<StoredZone> {
  return call(account, { action: "readZone", zone: zoneId, retried: true }, () => ownZone(account, zoneId));
}

function ownZone(account: Account, zoneId: string): StoredZone {
  const zone = account.store.zone("cloudflare", zoneId);
  if (zone?.account === account.account) return zone;
  throw refusal(
    "GET",
    zoneId,
    404,
    7003,
    `Could not route to /client/v4/zones/${zoneId}/dns_records, perhaps your object identifier is invalid?`,
  );
}

function ownRecord(account: Account, zoneId: string, id: string, method: string): Stored {
  ownZone(account, zoneId);
  const record = account.store.record<CloudflareRecord>("cloudflare", id);
  if (record?.zone === zoneId) return record;
  throw refusal(method, `${zoneId}/dns_records/${id}`, 404, 81044, "Record does not exist.");
}
