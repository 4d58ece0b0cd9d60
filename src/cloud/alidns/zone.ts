/** Zones of Alibaba Cloud DNS, as `alicloud.dns.AlidnsDomain` creates them (@pulumi/alicloud 3.108.0). */
import { withoutDot } from "../../zone/name.ts";
import type { ZoneResource } from "../zone-resource.ts";

export const zoneResource: ZoneResource = {
  token: "alicloud:dns/alidnsDomain:AlidnsDomain",
  args: (name) => ({ domainName: withoutDot(name) }),
  settings: ["groupId", "lang", "remark", "resourceGroupId", "tags"],
  serversOutput: "dnsServers",
  belowRegistered: {
    source: "https://help.aliyun.com/zh/dns/api-alidns-2015-01-09-gettxtrecordforverify",
    verified: "2026-11-29",
    condition: "only after a TXT record in the zone above has proved that the name is yours",
    way: "add the zone in the console, which gives you the TXT record, and delete create: true; or publish the records in the zone above (zone: in the spec)",
  },
  minTtl: {
    source: "https://www.alibabacloud.com/help/doc-detail/29806.htm",
    verified: "2026-11-21",
    // a new zone is in the free edition
    seconds: 600,
  },
};
