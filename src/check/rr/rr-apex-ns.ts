import { atRecord } from "../../view/whereabouts.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const rrApexNs: ZoneCheck = {
  id: "rr-apex-ns",
  severity: "error",
  rule: "The NS records at a zone's apex are the DNS host's own; no spec has them.",
  source: "RFC 1034 §4.2.1, RFC 2181 §6; vendors",
  unwaivable: "the cloud makes the NS records of a zone itself, and without them the zone is gone",
  explanation: {
    why: "The apex has the names of the servers that answer for the zone. The cloud creates them with the zone, and only the registrar's entry decides which servers are asked.",
    effect:
      "Route 53 and Cloudflare reject a second NS set. If it replaced the first one, resolvers would ask servers that do not have the zone, and the whole domain, mail included, would be gone.",
    fix: "Delete the record. To delegate the domain to this cloud, enter the zone's name servers at the registrar.",
    fails: example("mode: parked", "records:", '  - {name: "@", type: NS, value: ns1.example.net}'),
    passes: example("mode: parked", "records:", "  - {name: team, type: NS, value: ns1.example.net}"),
  },
  check(zone, report) {
    for (const record of recordsAt(zone.owners, zone.name, "NS")) {
      report({
        message: `${shownRecord(record)} is at the apex of the zone ${shownName(zone.name)}, whose NS records ${zone.cloud.title} makes itself; with other ones the whole zone would be gone`,
        help: "delete this record; the name servers of a zone are entered at the registrar",
        ...atRecord(zone, record),
      });
    }
  },
};
