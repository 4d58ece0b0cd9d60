import { cloudOf, cloudOfServer } from "../cloud/clouds.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import type { Name } from "../zone/name.ts";
import { aboutDomain, type Change, type Delegation, leftSpots, type Spot } from "./change.ts";
import type { Guard } from "./guard.ts";

/** Zones that lose a domain on one cloud while resolvers may still ask its servers. */
export const planCloudGone: Guard = {
  id: "plan-cloud-gone",
  rule: "A cloud is removed from dns: only if the zone is no longer delegated to it, or after confirmation; resolvers would ask servers without records.",
  source: "RFC 1034 §4.2.2",
  explanation: {
    why: "The records on the old cloud are deleted at once, while the parent zone and resolver caches may still name its servers. mailzone looks up the zone's NS in DNS. If the lookup fails, or finds servers of an unknown host, the change counts as unsafe.",
    effect: "As long as the delegation and its TTL last, the old servers answer that the domain has no mail.",
    fix: "Change the delegation at the registrar first, wait for the TTL of the old NS, then remove the cloud.",
  },
  *check(change) {
    for (const { domains, ...spot } of leftSpots(change)) {
      const delegation = change.delegations.get(spot.zone);
      if (delegation === undefined || isDelegatedElsewhere(delegation, spot, change)) continue;
      const { title } = cloudOf(spot.cloud);
      const where = spot.account === undefined ? title : `${title} (${spot.account})`;
      const zone = shownName(spot.zone);
      yield {
        message: `${listed(domains.map(shownName))} ${domains.length === 1 ? "leaves" : "leave"} ${where}, ${reason(delegation, zone)}`,
        help: `keep ${spot.cloud} in dns: until the registrar names the other cloud's servers for ${zone} and the TTL of the old ones, usually two days, has passed`,
        facts: [spot.zone, spot.cloud, spot.account ?? "", ...domains],
        ...aboutDomain(change, domains[0] as Name),
      };
    }
  },
};

function reason(delegation: Delegation, zone: string): string {
  return delegation === "unknown"
    ? `and the lookup of the delegation of ${zone} failed; if the zone is still delegated there, its mail is lost`
    : `but ${zone} is still delegated to ${listed(delegation.map(shownName))}, so resolvers that ask those find no records`;
}

/**
 * Whether the zone's servers certainly do not belong to the cloud that it leaves. A server of an unknown cloud proves
 * nothing, and neither does one of the same cloud if the zone moves between two accounts.
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
