/** Lists everything in the zones with the clouds' own look-ups: once per zone, all pages, all lines, disabled records too. */
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import { type ListedZone, listingCalls } from "../cloud/listing.ts";
import type { Finding } from "../finding.ts";
import { readListing } from "../inventory/live-record.ts";
import { LookUps } from "../inventory/look-ups.ts";
import type { Zone } from "../plan/zone.ts";
import { cloudSdks } from "./cloud-sdk/cloud-sdks.ts";
import { type ZoneIds, zoneUnread } from "./zone-ids.ts";

export interface Listings {
  readonly zones: ReadonlyMap<Zone, ListedZone>;
  /** `prov-zone-exists` for each zone that could not be read. */
  readonly findings: readonly Finding[];
}

/** Skips zones without an id if their cloud needs one: the reason was reported earlier. */
export async function listZones(
  zones: readonly Zone[],
  { ids, facts }: Pick<ZoneIds, "ids" | "facts">,
  optionsFor: (zone: Zone) => InvokeOptions,
  lookUps: LookUps = new LookUps(),
): Promise<Listings> {
  const listed = new Map<Zone, ListedZone>();
  const findings: Finding[] = [];
  const list = async (zone: Zone): Promise<void> => {
    const { cloud, name } = zone;
    const id = ids.get(zone);
    if (id === undefined && cloud.zoneArgument !== undefined) return;
    try {
      const records = await listZone(zone, id, optionsFor(zone), lookUps);
      const { nameServers = [], minTtl } = facts.get(zone) ?? {};
      listed.set(zone, {
        name,
        ...(id !== undefined && { id }),
        nameServers,
        ...(minTtl !== undefined && { minTtl }),
        records,
      });
    } catch (error) {
      findings.push(zoneUnread(zone, error));
    }
  };
  await Promise.all(zones.filter(({ rrsets }) => rrsets.length > 0).map(list));
  return { zones: listed, findings };
}

/** Everything in one zone. Rejects when it does not exist or may not be read. */
export async function listZone(
  zone: Zone,
  id: string | undefined,
  options: InvokeOptions,
  lookUps: LookUps,
): Promise<ListedZone["records"]> {
  const { cloud, name } = zone;
  const at = { name, id: id ?? null };
  const answers = await lookUps.run(zone, {
    ask: () => cloudSdks[cloud.id].records(at, options),
    calls: ({ length }) => listingCalls(cloud.listing.rate, length),
  });
  return readListing(cloud, answers, at);
}
