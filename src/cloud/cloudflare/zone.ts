/** Zones of Cloudflare, as `cloudflare.Zone` creates them (@pulumi/cloudflare 6.22.1). */
import { withoutDot } from "../../zone/name.ts";
import type { Fact } from "../fact.ts";
import type { ZoneResource } from "../zone-resource.ts";

const plugin: Fact = {
  source: "terraform-provider-cloudflare v5.22.0 against an emulator of the API",
  verified: "2026-11-29",
};

export const zoneResource: ZoneResource = {
  token: "cloudflare:index/zone:Zone",
  args: (name) => ({ name: withoutDot(name), account: { id: null }, type: "full" }),
  settings: ["account", "paused", "type", "vanityNameServers"],
  serversOutput: "nameServers",
  // the plugin's log has the two halves the other way round; a token without access to the zone finds none either: then creating it is refused, with 1061
  notThere: {
    ...plugin,
    pattern: /failed to find exactly one result: 0 found|(?:^|\D)0 found: failed to find exactly one result/,
  },
  several: {
    ...plugin,
    pattern:
      /failed to find exactly one result: (?:[2-9]|[1-9]\d{1,9}) found|(?:^|\D)(?:[2-9]|[1-9]\d{1,9}) found: failed to find exactly one result/,
  },
  belowRegistered: {
    source: "https://developers.cloudflare.com/dns/zone-setups/subdomain-setup/setup/",
    verified: "2026-11-29",
    condition: "only in an Enterprise account with subdomain setup, and otherwise refuses it with error 1116",
    way: "publish the records in the zone above (zone: in the spec)",
  },
  minTtl: {
    source: "https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/",
    verified: "2026-11-21",
    // a new zone is not an Enterprise zone
    seconds: 60,
  },
  account: {
    source: "https://developers.cloudflare.com/api/resources/zones/methods/create/",
    verified: "2026-11-22",
    setting: "accountId",
    variable: "CLOUDFLARE_ACCOUNT_ID",
  },
};
