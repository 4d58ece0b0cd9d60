/** The live check: lists the zones to publish and checks what they already contain. */
import type { ListedZone } from "../cloud/listing.ts";
import type { Finding } from "../finding.ts";
import { type CheckedZones, checkListed } from "../live/check-listed.ts";
import { askDelegations, openResolver } from "../live/delegation.ts";
import type { PlannedResource } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import type { Name } from "../zone/name.ts";
import { listZones } from "./listings.ts";
import type { Run } from "./run.ts";
import type { ZoneIds } from "./zone-ids.ts";

export interface LiveZones extends CheckedZones {
  /** Zones that could not be read. */
  readonly unread: readonly Finding[];
}

export async function judgeLiveZones(
  { loaded: { zones, domains }, owned, config: { existing }, lookUps, optionsOf }: Run,
  planned: readonly PlannedResource[],
  zoneIds: ZoneIds,
): Promise<LiveZones> {
  // nothing is delegated to a zone that does not exist yet
  const there = zones.filter((zone) => !zoneIds.absent.has(zone));
  const [listings, delegations] = await Promise.all([
    listZones(there, zoneIds, optionsOf, lookUps),
    findDelegations(there.map(({ name }) => name)),
  ]);
  const listed = new Map([
    ...[...listings.zones].map(([zone, listing]): [Zone, ListedZone] => {
      const delegation = delegations.get(zone.name);
      return [zone, delegation === undefined ? listing : { ...listing, delegation }];
    }),
    ...[...zoneIds.absent].map((zone): [Zone, ListedZone] => [zone, newZone(zone)]),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const ours = [...owned.records, ...owned.workers];
  const checked = checkListed(listed, planned, ours, { domains, existing, today });
  return { ...checked, unread: listings.findings };
}

/** The listing of a zone that this run creates: only what its cloud puts there, which conflicts with nothing. */
function newZone({ name, cloud }: Zone): ListedZone {
  const { minTtl } = cloud.zoneResource;
  return { name, nameServers: [], ...(minTtl && { minTtl: minTtl.seconds }), records: [] };
}

/** The name servers that DNS leads to for each zone; zones without an answer are left out. */
async function findDelegations(zones: readonly Name[]): Promise<ReadonlyMap<Name, readonly Name[]>> {
  const resolver = openResolver();
  const known = new Map<Name, readonly Name[]>();
  const ask = async (names: readonly Name[]): Promise<void> => {
    if (resolver === undefined || names.length === 0) return;
    for (const [name, servers] of await askDelegations(names, resolver)) {
      if (servers !== "unknown") known.set(name, servers);
    }
  };
  const [first, ...rest] = new Set(zones);
  // if DNS cannot be reached, one query's timeout is enough to know
  await ask(first === undefined ? [] : [first]);
  if (known.size > 0) await ask(rest);
  return known;
}
