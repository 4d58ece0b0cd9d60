/** Instead of an update: lists zones of an account, whether or not a spec has them, and registers nothing. */
import process from "node:process";
import { RunError } from "@pulumi/pulumi/errors.js";
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import { cloudOf } from "../../cloud/clouds.ts";
import type { Finding } from "../../finding.ts";
import { LookUps } from "../../inventory/look-ups.ts";
import type { CloudZones, CloudZonesRequest } from "../../live/cloud-zones.ts";
import type { Zone } from "../../plan/zone.ts";
import type { StackConfig } from "../../spec/stack-config.ts";
import { printablePluginError } from "../../words/plugin-error.ts";
import { oneLine } from "../../words/text.ts";
import type { Name } from "../../zone/name.ts";
import { openAccounts } from "../accounts.ts";
import type { AccountZone } from "../cloud-sdk/cloud-sdk.ts";
import { cloudSdks, missingSdks } from "../cloud-sdk/cloud-sdks.ts";
import { writeDocument } from "../document.ts";
import { listZone } from "../listings.ts";
import type { Outputs } from "../outputs.ts";
import { ownShard } from "../own-shard.ts";
import { readOwned } from "../owned.ts";
import { usableConfig } from "../stack-config.ts";
import { findZoneIds, zoneUnread } from "../zone-ids.ts";

/** @throws RunError when the config cannot be used, or the account's zones cannot be listed */
export async function cloudZones(path: string): Promise<Outputs> {
  // first of all: if a program ends before it has talked to the engine, the SDK takes 20 s to exit
  await readOwned();
  const config = usableConfig(ownShard());
  const request = JSON.parse(process.env["MAILZONE_CLOUD_ZONES_OF"] ?? "") as CloudZonesRequest;
  const { cloud, account } = request;
  if (account !== undefined && !Object.hasOwn(config.accounts[cloud], account))
    throw new RunError(`the stack's config has no ${cloud} account ${account}`);
  const at = (name: Name): Zone => emptyZone(name, request);
  const [missing] = missingSdks([at(".")]);
  if (missing) throw new RunError(`${missing.message}: ${missing.help}`);
  const options: InvokeOptions = { provider: openAccounts(config)(at(".")) };
  const lookUps = new LookUps();
  const { ids, findings } = await zonesOf(request, { zoneIds: config.zoneIds, at, options, lookUps });
  const zones: CloudZones["zones"][number][] = [];
  const unread: Finding[] = [];
  const read = async ([zone, id]: readonly [Zone, string | undefined]): Promise<void> => {
    try {
      zones.push({ name: zone.name, records: await listZone(zone, id, options, lookUps) });
    } catch (error) {
      unread.push(zoneUnread(zone, error));
    }
  };
  await Promise.all([...ids].map(read));
  const document: CloudZones = { version: 1, zones, findings: [...findings, ...unread] };
  writeDocument(path, document);
  return {};
}

interface Access {
  readonly zoneIds: StackConfig["zoneIds"];
  readonly at: (name: Name) => Zone;
  readonly options: InvokeOptions;
  readonly lookUps: LookUps;
}

/** The zones to read, each with its id if its cloud needs one; those that were not found are findings. */
async function zonesOf(
  request: CloudZonesRequest,
  { zoneIds, at, options, lookUps }: Access,
): Promise<{ ids: ReadonlyMap<Zone, string | undefined>; findings: readonly Finding[] }> {
  if (request.zones === undefined) {
    const all = await allZones(request, options);
    return { ids: new Map(all.map(({ name, id }) => [at(name), id])), findings: [] };
  }
  const zones = request.zones.map(at);
  const { ids, findings } = await findZoneIds(zones, { zoneIds }, () => options, lookUps);
  const known = zones.filter((zone) => ids.has(zone) || zone.cloud.zoneArgument === undefined);
  return { ids: new Map(known.map((zone) => [zone, ids.get(zone)])), findings };
}

/** As far as look-ups need a zone. */
const emptyZone = (name: Name, { cloud, account }: CloudZonesRequest): Zone => ({
  name,
  cloud: cloudOf(cloud),
  ...(account !== undefined && { account }),
  domains: [],
  rrsets: [],
  owners: new Map(),
  external: new Set(),
  flattenApex: false,
});

async function allZones(
  { cloud }: CloudZonesRequest,
  options: InvokeOptions,
): Promise<readonly AccountZone[]> {
  try {
    return await cloudSdks[cloud].zones(options);
  } catch (error) {
    const said = printablePluginError(error instanceof Error ? error.message : String(error));
    throw new RunError(
      `the zones of the account on ${cloudOf(cloud).title} cannot be listed: ${oneLine(said)}`,
    );
  }
}
