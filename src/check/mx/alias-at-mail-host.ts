import { inTarget } from "../../view/inside.ts";
import { ofConflict } from "../../view/origin.ts";
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
  rule: "No MX and no SRV leads to a flattened CNAME, whose addresses another party chooses.",
  source: "https://developers.cloudflare.com/dns/cname-flattening/ (2026-11-21)",
  explanation: {
    why: "A flattened CNAME is answered with the addresses that its target has at the moment, usually a web host's.",
    effect: "Mail goes to a host that has no mail server, or that changes without notice.",
    fix: "Let MX and SRV name a host of its own with A and AAAA records.",
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
          message: `${shownRecord(record)} leads to ${shownName(zone.name)}, a flattened CNAME, so mail goes wherever ${shownName(pointsTo(alias.data) ?? ".")} has its addresses`,
          help: "let it name a host of its own with A and AAAA records",
          ...ofConflict(zone, record, [alias]),
          ...inTarget(zone, record),
        });
      }
    }
  },
};
