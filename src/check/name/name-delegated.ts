import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { type Name, parentName } from "../../zone/name.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";
import { isNameServer } from "./name-server.ts";

const DELEGATION = "  - {name: shop, type: NS, value: ns1.example.net}";

export const nameDelegated: AmongCheck = {
  id: "name-delegated",
  severity: "error",
  rule: "No record is at or below a name that NS records delegate, since other servers answer for it.",
  source: "RFC 1034 §4.3.2, RFC 2136 §7.18",
  unwaivable: "other servers answer for the name, so nobody ever sees the record",
  explanation: {
    why: "NS records below a zone's apex hand the name and everything below it to other servers. They hide the zone's own records there.",
    effect: "Nobody sees the record, so its MX, key or policy does not exist for the outside.",
    fix: "Publish the record on the servers that the NS records name, or delete the delegation.",
    fails: example(
      "mode: parked",
      "records:",
      DELEGATION,
      "  - {name: www.shop, type: A, value: 198.51.100.7}",
    ),
    passes: example("mode: parked", "records:", DELEGATION),
  },
  checkAmong(zone, zones, report) {
    const cuts = delegations(zone);
    if (cuts.size === 0) return;
    const index = zoneIndex(zones);
    for (const [name, rrsets] of zone.owners) {
      const cut = cutAbove(zone, cuts, name);
      // name-outside-zone reports it if the zone below is managed, too
      if (cut === undefined || index.has(cut.name)) continue;
      for (const { type, records } of rrsets) {
        const [record] = records;
        if (record === undefined || (type === "NS" && name === cut.name)) continue;
        if ((type === "A" || type === "AAAA") && isNameServer(zone, cut.name, name)) continue;
        report({
          message: `${shownName(name)} ${type} is hidden: NS records delegate ${shownName(cut.name)} to other servers, which answer for it`,
          help: `publish it on the servers of ${shownName(cut.name)}, or delete the NS records there`,
          ...atConflict(zone, record, [cut]),
        });
      }
    }
  },
};

/** The first NS record of each name below the apex that has one. */
function delegations(zone: Zone): ReadonlyMap<Name, ZoneRecord> {
  const cuts = new Map<Name, ZoneRecord>();
  for (const { type, name, records } of zone.rrsets) {
    if (type === "NS" && name !== zone.name && records[0] !== undefined) cuts.set(name, records[0]);
  }
  return cuts;
}

function cutAbove(zone: Zone, cuts: ReadonlyMap<Name, ZoneRecord>, name: Name): ZoneRecord | undefined {
  for (let at = name; at.length > zone.name.length; at = parentName(at)) {
    const cut = cuts.get(at);
    if (cut !== undefined) return cut;
  }
  return undefined;
}
