/** Cloudflare's API over the store: one function a call. */
import { canonicalName, freshId } from "../../names.ts";
import { isBelowRegistered } from "../../registered.ts";
import type { Account, Request } from "../../request.ts";
import { call, callPages, ownZone } from "../../service.ts";
import type { StoredRecord } from "../../store.ts";
import { newZone } from "../../zones.ts";
import { HEXADECIMAL } from "../stand-in.ts";
import type { CloudflareRecord, CloudflareRequest, CloudflareSettings, CloudflareZone } from "./record.ts";
import { accepted, fullName, refusal } from "./rules.ts";

type Stored = StoredRecord<CloudflareRecord>;

const PAGE_SIZE = 100;

/** A new zone is on the free plan, and pending until DNS leads to it. */
const FREE: Partial<CloudflareSettings> = { plan: "free", recordQuota: 200, status: "pending" };

/** POST /zones/:zone/dns_records. */
export function createRecord(account: Account, zoneId: string, body: CloudflareRequest): Promise<Stored> {
  return call(account, about("create", zoneId, canonicalName(body.name), body.type), () => {
    const zone = zoneOf(account, zoneId);
    const made = accepted(zone, othersAt(account, zone, body.name), body, now());
    if (account.store.countRecords("cloudflare", zoneId) >= zone.settings.recordQuota) {
      throw refusal("POST", `/${zoneId}/dns_records`, 400, 81045, "Record quota exceeded.");
    }
    const record: Stored = { cloud: "cloudflare", id: freshId(HEXADECIMAL, 32), zone: zoneId, ...made };
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
  return call(account, about("update", zoneId, canonicalName(body.name), body.type), () => {
    const zone = zoneOf(account, zoneId);
    const old = recordOf(account, zone, id, "PUT");
    const others = othersAt(account, zone, body.name).filter((other) => other.id !== id);
    const record: Stored = { ...old, ...accepted(zone, others, body, now(), old) };
    account.store.changeRecord(record);
    return record;
  });
}

/** DELETE /zones/:zone/dns_records/:id. */
export function deleteRecord(account: Account, zoneId: string, id: string): Promise<void> {
  const { owner, type } = account.store.record("cloudflare", id) ?? {};
  return call(account, about("delete", zoneId, owner, type), () => {
    recordOf(account, zoneOf(account, zoneId), id, "DELETE");
    account.store.removeRecord("cloudflare", id);
  });
}

/** GET /zones/:zone/dns_records/:id; undefined for 404. */
export function readRecord(account: Account, zoneId: string, id: string): Promise<Stored | undefined> {
  const known = account.store.record<CloudflareRecord>("cloudflare", id);
  return call(account, about("read", zoneId, known?.owner, known?.type), () =>
    known?.zone === zoneId && zoneOf(account, zoneId) ? known : undefined,
  );
}

/**
 * GET /zones/:zone/dns_records, a page of 100 at a time, until `limit` records are there or a page is empty: the provider
 * does not stop at one that is not full (docs/facts/cloudflare.md, look-ups).
 */
export async function listRecords(account: Account, zoneId: string, limit: number): Promise<Stored[]> {
  const list = (): Stored[] => {
    zoneOf(account, zoneId);
    return account.store.records<CloudflareRecord>("cloudflare", zoneId);
  };
  const isEnough = (page: readonly Stored[], found: number): boolean => page.length === 0 || found >= limit;
  const found = await callPages(account, about("list", zoneId), PAGE_SIZE, list, isEnough);
  return found.slice(0, limit);
}

/** GET /zones. */
export function listZones(account: Account): Promise<CloudflareZone[]> {
  return call(account, { action: "listZones", retried: true }, () =>
    account.store.zones<CloudflareSettings>("cloudflare", account.account),
  );
}

/** GET /zones/:zone. */
export function readZone(account: Account, zoneId: string): Promise<CloudflareZone> {
  return call(account, about("readZone", zoneId), () => zoneOf(account, zoneId));
}

/** GET /zones/:zone; undefined for 404. */
export function findZone(account: Account, zoneId: string): Promise<CloudflareZone | undefined> {
  return call(account, about("readZone", zoneId), () => ownZone(account, zoneId));
}

/** POST /zones: one of a name in an account. */
export function createZone(account: Account, name: string, accountId?: string): Promise<CloudflareZone> {
  const asked = canonicalName(name);
  return call(account, { action: "createZone", name: asked, retried: true }, () => {
    if (account.store.zones("cloudflare", account.account).some((zone) => zone.name === asked)) {
      throw refusal("POST", "", 400, 1061, `${asked} already exists`);
    }
    if (isBelowRegistered(asked)) throw refusal("POST", "", 400, 1116, ROOT_DOMAINS_ONLY);
    return newZone<CloudflareSettings>(account, name, { ...FREE, ...(accountId && { accountId }) });
  });
}

/** What it says to an account without subdomain setup, which only Enterprise has (docs/facts/cloudflare.md, zones). */
const ROOT_DOMAINS_ONLY =
  "Please ensure you are providing the root domain and not any subdomains (e.g., example.com, not subdomain.example.com)";

/** PATCH /zones/:zone. */
export function pauseZone(account: Account, zoneId: string, paused: boolean): Promise<CloudflareZone> {
  return call(account, about("updateZone", zoneId), () => {
    const { paused: _, ...settings } = zoneOf(account, zoneId, "PATCH").settings;
    account.store.changeZone("cloudflare", zoneId, { ...settings, ...(paused && { paused }) });
    return zoneOf(account, zoneId);
  });
}

/** DELETE /zones/:zone: with all its records. */
export function deleteZone(account: Account, zoneId: string): Promise<void> {
  return call(account, about("deleteZone", zoneId), () => {
    zoneOf(account, zoneId, "DELETE");
    account.store.removeZone("cloudflare", zoneId);
  });
}

/** The provider asks again whatever the call. */
const about = (action: string, zone: string, name = "", type = ""): Request => ({
  action,
  zone,
  name,
  type,
  retried: true,
});

const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, "Z");

const othersAt = ({ store }: Account, zone: CloudflareZone, name: string): Stored[] =>
  store.records<CloudflareRecord>("cloudflare", zone.id, fullName(name, zone.name));

/** `method` is that of a call about the zone itself; absent: a call about its records. */
function zoneOf(account: Account, zoneId: string, method?: "PATCH" | "DELETE"): CloudflareZone {
  const zone = ownZone<CloudflareSettings>(account, zoneId);
  if (zone) return zone;
  const path = method === undefined ? `/${zoneId}/dns_records` : `/${zoneId}`;
  throw refusal(
    method ?? "GET",
    path,
    404,
    7003,
    `Could not route to /client/v4/zones${path}, perhaps your object identifier is invalid?`,
  );
}

function recordOf({ store }: Account, zone: CloudflareZone, id: string, method: "PUT" | "DELETE"): Stored {
  const record = store.record<CloudflareRecord>("cloudflare", id);
  if (record?.zone === zone.id) return record;
  throw refusal(method, `/${zone.id}/dns_records/${id}`, 404, 81044, "Record does not exist.");
}
