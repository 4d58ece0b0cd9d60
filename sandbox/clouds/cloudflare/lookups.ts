import { stableId } from "../../names.ts";
import type { FunctionHandler, Properties } from "../../provider.ts";
import { present } from "../../provider.ts";
import { ServiceError } from "../../service.ts";
import type { StoredRecord, StoredZone } from "../../store.ts";
import type { CloudflareRecord } from "./rules.ts";
import * as service from "./service.ts";

type Filter = Partial<Record<"exact" | "contains" | "startswith" | "endswith", string>>;

const getDnsRecords: FunctionHandler = async (account, args) => {
  const { zoneId, type, name, content, proxied, maxItems } = args as {
    zoneId?: string;
    type?: string;
    name?: Filter;
    content?: Filter;
    proxied?: boolean;
    maxItems?: number;
  };
  if (!zoneId) throw new Error("getDnsRecords: missing required argument zoneId");
  const fits = ({ body }: StoredRecord<CloudflareRecord>) =>
    (!type || body.type === type.toUpperCase()) &&
    passes(name, body.name) &&
    passes(content, body.content) &&
    (proxied === undefined || body.proxied === proxied);
  // maxItems is 1000 unless said otherwise, and nothing tells that more was there (facts/pulumi.md 2).
  const limit = maxItems ?? 1000;
  const filtered = type || name || content || proxied !== undefined;
  const records = await service.listRecords(account, zoneId, filtered ? Number.MAX_SAFE_INTEGER : limit);
  const results = records.filter(fits).slice(0, limit).map(recordResult);
  return {
    direction: "asc",
    includeShadowMetadata: false,
    match: "all",
    order: "type",
    tagMatch: "all",
    ...present(args),
    results,
  };
};

const getZone: FunctionHandler = async (account, args) => {
  const { zoneId, filter } = args as { zoneId?: string; filter?: { name?: string; status?: string } };
  if (zoneId) return { ...zoneResult(await service.readZone(account, zoneId)), zoneId };
  const zones = (await service.listZones(account)).filter(
    (zone) => !filter?.name || zone.name === filter.name,
  );
  const [zone] = zones;
  if (zones.length !== 1 || !zone) {
    throw new ServiceError("NotExactlyOne", `${zones.length} found: failed to find exactly one result`);
  }
  return { ...zoneResult(zone), zoneId: zone.id, filter: { match: "all", ...filter } };
};

const getZones: FunctionHandler = async (account, args) => {
  const { name, maxItems } = args as { name?: string; maxItems?: number };
  const zones = (await service.listZones(account)).filter((zone) => !name || zone.name === name);
  return { match: "all", ...present(args), results: zones.slice(0, maxItems ?? 1000).map(zoneResult) };
};

/** The look-ups of `@pulumi/cloudflare` that the sandbox offers. */
export const cloudflareFunctions: Readonly<Record<string, FunctionHandler>> = {
  "cloudflare:index/getDnsRecords:getDnsRecords": getDnsRecords,
  "cloudflare:index/getZone:getZone": getZone,
  "cloudflare:index/getZones:getZones": getZones,
};

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
  const proxiable = ["A", "AAAA", "CNAME"].includes(body.type);
  return present({ id, ...body, meta: "{}", proxiable });
}

export function zoneResult({ id, name, account, settings }: StoredZone): Properties {
  return {
    id,
    name,
    account: { id: stableId("0123456789abcdef", 32, "account", account), name: account },
    nameServers: settings.nameServers,
    status: settings.status ?? "active",
    type: "full",
    paused: settings.paused ?? false,
    plan: { id: settings.plan ?? "pro", legacyId: settings.plan ?? "pro", name: settings.plan ?? "pro" },
    meta: {},
  };
}
