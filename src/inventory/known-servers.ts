/** The name servers of the zones that a stack has created, as its state has them. */
import type { Zone } from "../plan/zone.ts";
import { absolute, type Name } from "../zone/name.ts";
import { madeZone, type OwnedResource } from "./owned.ts";

/** Nothing for a zone that the next update creates. */
export function knownServers(
  zones: readonly Zone[],
  made: readonly OwnedResource[],
): ReadonlyMap<Zone, readonly Name[]> {
  return new Map(
    zones.flatMap((zone): [Zone, readonly Name[]][] => {
      const servers = madeZone(zone, made)?.outputs[zone.cloud.zoneResource.serversOutput];
      return Array.isArray(servers)
        ? [[zone, servers.map((server) => absolute(String(server).toLowerCase()))]]
        : [];
    }),
  );
}
