/** NS records in the zones above for the zones that a stack creates: without them nobody finds what is published there. */
import { type Name, nearestAbove, parentName } from "../zone/name.ts";
import type { RRset, ZoneRecord } from "../zone/rrset.ts";
import type { Zone } from "./zone.ts";
import { zoneIndex } from "./zone-index.ts";

/**
 * The zones that have to delegate a zone that is created, and have no NS records for it: all those of the nearest name above,
 * on however many clouds. What a spec says of the name's NS itself is left to it, and so is a zone that moves to another
 * cloud: the one that it leaves answers until somebody changes the delegation.
 */
export function lackingDelegation({ name, create }: Zone, zones: readonly Zone[]): readonly Zone[] {
  const index = zoneIndex(zones);
  if (create === undefined || index.named(name).some((other) => other.create === undefined)) return [];
  const above = ancestors(name).find((one) => index.has(one));
  return above === undefined ? [] : index.named(above).filter((parent) => !has(parent, name));
}

function ancestors(name: Name): readonly Name[] {
  const above: Name[] = [];
  for (let at = parentName(name); at !== "."; at = parentName(at)) above.push(at);
  return above;
}

const has = ({ owners }: Zone, name: Name): boolean =>
  owners.get(name)?.some(({ type }) => type === "NS") ?? false;

/** The zones, with the NS records of created zones in those above. `servers` are those that are known by now. */
export function withDelegations(
  zones: readonly Zone[],
  servers: ReadonlyMap<Zone, readonly Name[]>,
): readonly Zone[] {
  const index = zoneIndex(zones);
  // once, however many clouds it is created on
  const created = zones.filter((zone) => zone.create !== undefined && index.named(zone.name)[0] === zone);
  const cuts = Map.groupBy(
    created.flatMap((zone) =>
      lackingDelegation(zone, zones).flatMap((parent) => {
        const rrset = delegation(zone, parent, index.named(zone.name), servers);
        return rrset === undefined ? [] : [{ parent, rrset }];
      }),
    ),
    ({ parent }) => parent,
  );
  return zones.map((zone) =>
    withSets(
      zone,
      (cuts.get(zone) ?? []).map(({ rrset }) => rrset),
    ),
  );
}

function delegation(
  { name, create }: Zone,
  parent: Zone,
  same: readonly Zone[],
  servers: ReadonlyMap<Zone, readonly Name[]>,
): RRset | undefined {
  // a zone that is created on several clouds is answered by the servers of all of them
  const all = same.flatMap((zone) => servers.get(zone) ?? []);
  const { ttl } = parent.domains[0]?.domain.spec ?? {};
  if (create === undefined || ttl === undefined || all.length === 0) return undefined;
  const records = [...new Set(all)].sort().map(
    (target): ZoneRecord => ({
      name,
      ttl,
      data: { type: "NS", target },
      origin: { place: create.place },
    }),
  );
  return { name, type: "NS", ttl, records };
}

/** Whether a record comes from `withDelegations`, and not from a spec's own line. */
export const isDelegation = ({ name, origin }: ZoneRecord, zones: readonly Zone[]): boolean =>
  zones.some((zone) => zone.name === name && zone.create?.place === origin.place);

/** The zone with more RRsets, at owners that have no other records; they belong to the nearest domain above. */
function withSets(zone: Zone, sets: readonly RRset[]): Zone {
  if (sets.length === 0) return zone;
  const owners = new Map(zone.owners);
  for (const set of sets) owners.set(set.name, [...(owners.get(set.name) ?? []), set]);
  const names = zone.domains.map(({ domain }) => domain.spec.domain);
  const domains = zone.domains.map((one) => {
    const own = sets.filter(({ name }) => (nearestAbove(name, names) ?? names[0]) === one.domain.spec.domain);
    return own.length === 0 ? one : { ...one, rrsets: [...one.rrsets, ...own] };
  });
  return { ...zone, owners, domains, rrsets: [...zone.rrsets, ...sets] };
}
