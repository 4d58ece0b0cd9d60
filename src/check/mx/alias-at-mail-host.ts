import { atConflict } from "../../view/whereabouts.ts";
import { inTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { pointsTo } from "../../zone/rdata.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

const FLATTENED = [
  "cloudflare: {apexCname: flatten}",
  "records:",
  '  - {name: "@", type: CNAME, value: web.example.net}',
];

export const aliasAtMailHost: ZoneCheck = {
  id: "alias-at-mail-host",
  severity: "warning",
  rule: "No MX and no SRV record points to a flattened CNAME, since somebody else chooses its addresses.",
  source: "https://developers.cloudflare.com/dns/cname-flattening/ (2026-11-21)",
  explanation: {
    why: "A flattened CNAME is answered with the current addresses of its target, usually those of a web host.",
    effect: "Mail goes to a host without a mail server, or to one that changes without notice.",
    fix: "Point MX and SRV to a host with its own A and AAAA records.",
    fails: example(...FLATTENED, '  - {type: MX, value: "10 @"}'),
    passes: example(
      ...FLATTENED,
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 198.51.100.7}",
    ),
  },
  check(zone, report) {
    if (!zone.flattenApex) return;
    const [alias] = recordsAt(zone.owners, zone.name, "CNAME");
    if (alias === undefined) return;
    for (const { type, records } of zone.rrsets) {
      if (type !== "MX" && type !== "SRV") continue;
      for (const record of records) {
        if (pointsTo(record.data) !== zone.name) continue;
        report({
          message: `${shownRecord(record)} points to ${shownName(zone.name)}, a flattened CNAME, so mail goes to the addresses of ${shownName(pointsTo(alias.data) ?? ".")}`,
          help: "point it to a host with its own A and AAAA records",
          ...atConflict(zone, record, [alias]),
          ...inTarget(zone, record),
        });
      }
    }
  },
};
