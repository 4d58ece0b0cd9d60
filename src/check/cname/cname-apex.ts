import { atRecord } from "../../view/whereabouts.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const cnameApex: ZoneCheck = {
  id: "cname-apex",
  severity: "error",
  rule: "A zone's apex has SOA and NS records, so it cannot have a CNAME, unless the cloud flattens it and the spec says so.",
  source: "RFC 1034 §3.6.2, RFC 1912 §2.4",
  unwaivable: "a zone has SOA and NS records at its apex, beside which no server may answer a CNAME",
  explanation: {
    why: "The apex of a zone always has SOA and NS records, and a CNAME must be the only record at its name. Only a cloud that answers with the target's addresses instead can accept one.",
    effect: "The cloud rejects the record, or the zone's mail is lost with its MX and SPF.",
    fix: "Publish A and AAAA at the apex, or on Cloudflare set cloudflare: {apexCname: flatten}.",
    fails: example("mode: parked", "records:", '  - {name: "@", type: CNAME, value: web.example.net}'),
    passes: example("mode: parked", "records:", '  - {name: "@", type: A, value: 198.51.100.7}'),
  },
  check(zone, report) {
    if (zone.flattenApex) return;
    for (const record of recordsAt(zone.owners, zone.name, "CNAME")) {
      report({
        message: `${shownRecord(record)} is at the apex of the zone ${shownName(zone.name)}, beside its SOA and NS, so the cloud would reject it or the zone's mail would be lost`,
        help: zone.cloud.limits.apexCname.able
          ? "publish A and AAAA instead, or have Cloudflare flatten it with cloudflare: {apexCname: flatten}"
          : "publish A and AAAA instead, or move the CNAME to a name below, such as www",
        ...atRecord(zone, record),
      });
    }
  },
};
