/** The look-ups of `@pulumi/cloudflare` that the sandbox offers (docs/facts/cloudflare.md, look-ups). */
import { stableId } from "../../names.ts";
import { present } from "../../properties.ts";
import type { FunctionHandler, Properties } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { ServiceError, worded } from "../../service.ts";
import type { StoredRecord } from "../../store.ts";
import { HEXADECIMAL } from "../stand-in.ts";
import { FAILED } from "./failed.ts";
import { type CloudflareRecord, type CloudflareZone, PROXIABLE } from "./record.ts";
import * as service from "./service.ts";

export const cloudflareFunctions: Readonly<Record<string, FunctionHandler>> = {
  "cloudflare:index/getDnsRecords:getDnsRecords": getDnsRecords,
  "cloudflare:index/getZone:getZone": getZone,
  "cloudflare:index/getZones:getZones": getZones,
};

/** The provider's own; nothing tells that more was there. */
const MAX_ITEMS = 1000;

type Filter = Partial<Record<"exact" | "contains" | "startswith" | "endswith", string>>;

interface RecordsArgs {
  readonly zoneId?: string;
  readonly type?: string;
  readonly name?: Filter;
  readonly content?: Filter;
  readonly proxied?: boolean;
  readonly maxItems?: number;
}

async function getDnsRecords(account: Account, args: Properties): Promise<Properties> {
  const { zoneId, type, name, content, proxied, maxItems = MAX_ITEMS }: RecordsArgs = args;
  if (!zoneId) throw new Error("getDnsRecords: missing required argument zoneId");
  const fits = ({ body }: StoredRecord<CloudflareRecord>): boolean =>
    (!type || body.type === type.toUpperCase()) &&
    passes(name, body.name) &&
    passes(content, body.content) &&
    (proxied === undefined || body.proxied === proxied);
  const isFiltered = type || name || content || proxied !== undefined;
  const records = await worded(
    FAILED,
    service.listRecords(account, zoneId, isFiltered ? Number.MAX_SAFE_INTEGER : maxItems),
  );
  return {
    direction: "asc",
    includeShadowMetadata: false,
    match: "all",
    order: "type",
    tagMatch: "all",
    ...present(args),
    results: records.filter(fits).slice(0, maxItems).map(recordResult),
  };
}

async function getZone(account: Account, args: Properties): Promise<Properties> {
  const { zoneId, filter } = args as {
    readonly zoneId?: string;
    readonly filter?: { readonly name?: string };
  };
  if (zoneId) return { ...zoneResult(await worded(FAILED, service.readZone(account, zoneId))), zoneId };
  const zones = await zonesNamed(account, filter?.name);
  const [zone] = zones;
  if (zones.length !== 1 || !zone) {
    throw new ServiceError("NotExactlyOne", `failed to find exactly one result: ${zones.length} found`);
  }
  return { ...zoneResult(zone), zoneId: zone.id, filter: { match: "all", ...filter } };
}

async function getZones(account: Account, args: Properties): Promise<Properties> {
  const { name, maxItems = MAX_ITEMS } = args as { readonly name?: string; readonly maxItems?: number };
  const zones = await zonesNamed(account, name);
  return { match: "all", ...present(args), results: zones.slice(0, maxItems).map(zoneResult) };
}

async function zonesNamed(account: Account, name: string | undefined): Promise<CloudflareZone[]> {
  const zones = await worded(FAILED, service.listZones(account));
  return zones.filter((zone) => !name || zone.name === name);
}

function passes(filter: Filter | undefined, text: string): boolean {
  if (!filter) return true;
  const { exact, contains, startswith, endswith } = filter;
  return (
    (exact === undefined || text === exact) &&
    (contains === undefined || text.includes(contains)) &&
    (startswith === undefined || text.startsWith(startswith)) &&
    (endswith === undefined || text.endsWith(endswith))
  );
}

function recordResult({ id, body }: StoredRecord<CloudflareRecord>): Properties {
  const { worker, ...record } = body;
  return present({
    id,
    ...record,
    meta: worker === undefined ? "{}" : JSON.stringify({ origin_worker_id: worker.service, read_only: true }),
    proxiable: PROXIABLE.includes(body.type),
  });
}

/** A zone as the API answers it. */
export function zoneResult({ id, name, account, settings }: CloudflareZone): Properties {
  const { plan } = settings;
  return {
    id,
    name,
    account: { id: settings.accountId ?? stableId(HEXADECIMAL, 32, "account", account), name: account },
    nameServers: settings.nameServers,
    status: settings.status ?? "active",
    type: "full",
    paused: settings.paused ?? false,
    plan: { id: plan, legacyId: plan, name: plan },
  };
}
