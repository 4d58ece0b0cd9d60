import { cloudOf, cloudOfServer } from "../cloud/clouds.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import type { Name } from "../zone/name.ts";
import { aboutDomain, type Change, type Delegation, leftSpots, type Spot } from "./change.ts";
import type { Guard } from "./guard.ts";

/** Zones that lose a domain on one cloud while resolvers may still be sent there. */
export const planCloudGone: Guard = {
  id: "plan-cloud-gone",
  *judge(change) {
    for (const { domains, ...spot } of leftSpots(change)) {
      const delegation = change.delegations.get(spot.zone);
      if (delegation === undefined || isDelegatedElsewhere(delegation, spot, change)) continue;
      const { title } = cloudOf(spot.cloud);
      const where = spot.account === undefined ? title : `${title} (${spot.account})`;
      const zone = shownName(spot.zone);
      yield {
        message: `${listed(domains.map(shownName))} leaves ${where}, ${reason(delegation, zone)}`,
        help: `keep ${spot.cloud} in dns: until the registrar names the other cloud's servers for ${zone} and the TTL of the old ones, two days as a rule, has passed`,
        facts: [spot.zone, spot.cloud, spot.account ?? "", ...domains],
        ...aboutDomain(change, domains[0] as Name),
      };
    }
  },
};

function reason(delegation: Delegation, zone: string): string {
  return delegation === "unknown"
    ? `and DNS could not be asked where ${zone} is delegated to: if it is still delegated there, its mail is lost`
    : `and ${zone} is still delegated to ${listed(delegation.map(shownName))}: whoever asks those finds no records`;
}

/**
 * Whether the zone's servers are known to be others than those of the cloud that it leaves. A server that no cloud is
 * known by proves nothing, and neither does one of the cloud to which the zone moves from another account of it.
 */
function isDelegatedElsewhere(delegation: Delegation, spot: Spot, change: Change): boolean {
  if (delegation === "unknown") return false;
  const stays = new Set(change.zones.filter(({ name }) => name === spot.zone).map(({ cloud }) => cloud.id));
  stays.delete(spot.cloud);
  return delegation.every((server) => {
    const cloud = cloudOfServer(server);
    return cloud !== undefined && stays.has(cloud);
  });
}
