import { recordsAt } from "../zone/zone.ts";
import type { ZoneCheck } from "./check.ts";
import { ofRecord } from "./origin.ts";
import { shownName, shownRecord } from "./wording.ts";

export const cnameApex: ZoneCheck = {
  id: "cname-apex",
  severity: "error",
  rule: "A zone's apex holds SOA and NS, so it can have no CNAME, unless the cloud flattens it and the spec says so.",
  source: "RFC 1034 §3.6.2, RFC 1912 §2.4",
  *check(zone) {
    if (zone.flattenApex) return;
    for (const record of recordsAt(zone.owners, zone.name, "CNAME")) {
      yield {
        message: `${shownRecord(record)} stands at the apex of the zone ${shownName(zone.name)}, beside its SOA and NS, so it would be refused, or take the zone's mail with it`,
        help: zone.cloud.limits.apexCname.able
          ? "publish A and AAAA instead, or have it answered as addresses with cloudflare: {apexCname: flatten}"
          : "publish A and AAAA instead, or move the CNAME to a name below, such as www",
        ...ofRecord(zone, record),
      };
    }
  },
};
