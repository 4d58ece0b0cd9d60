import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { once } from "../../view/once.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { isWithin, type Name, parentName } from "../../zone/name.ts";
import type { RRset, ZoneRecord } from "../../zone/rrset.ts";
import type { AmongCheck, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";
import { isNameServer } from "./name-server.ts";

export const nameOutsideZone: ZoneCheck & AmongCheck = {
  id: "name-outside-zone",
  severity: "error",
  rule: "A record is inside its zone, and not in a managed zone below, whose servers would be asked instead.",
  source: "RFC 1034 §4.2",
  unwaivable: "nobody ever sees a record outside its zone",
  explanation: {
    why: "A zone's servers answer for names in the zone, but not for zones below it that have their own servers.",
    effect: "The cloud rejects the record, or nobody ever sees it.",
    fix: "Write the name relative to the mail domain, or move the record to a spec of its own zone.",
    fails: example("mode: parked", "records:", "  - {name: www.example.net., type: TXT, value: x}"),
    passes: example("mode: parked", "records:", "  - {name: www, type: TXT, value: x}"),
  },
  check(zone, report) {
    for (const [name, rrsets] of zone.owners) {
      const record = rrsets[0]?.records[0];
      if (record === undefined || isWithin(name, zone.name)) continue;
      report({
        message: `${shownName(name)} ${record.data.type} is outside the zone ${shownName(zone.name)}, so it cannot be published there`,
        help: "write the name relative to the mail domain, or move the record to a spec of its own zone",
        ...atOwner(zone, record),
      });
    }
  },
  checkAmong(zone, zones, report) {
    if (!parentZones(zones).has(zone.name)) return;
    const index = zoneIndex(zones);
    for (const [name, rrsets] of zone.owners) {
      if (!isWithin(name, zone.name)) continue;
      const child = index.zoneOf(name, zone);
      const occluded =
        child && child.name !== zone.name ? occludedRecord(zone, rrsets, child.name) : undefined;
      if (child === undefined || occluded === undefined) continue;
      report({
        message: `${shownName(name)} ${occluded.data.type} is in the zone ${shownName(zone.name)}, but the managed zone ${shownName(child.name)} answers for it, so nobody ever sees the record`,
        help: `move the record to a spec with zone: ${shownName(child.name)}`,
        ...atRecord(zone, occluded, [
          ...child.domains.slice(0, 1).map(({ domain }) => ({
            place: domain.spec.place,
            note: `has the zone ${shownName(child.name)}`,
          })),
        ]),
      });
    }
  },
};

/** Names of the zones that have a managed zone below them. */
const parentZones = once((zones: readonly Zone[]): ReadonlySet<Name> => {
  const index = zoneIndex(zones);
  const parents = new Set<Name>();
  for (const { name } of zones) {
    for (let above = parentName(name); above !== "."; above = parentName(above)) {
      if (index.has(above)) parents.add(above);
    }
  }
  return parents;
});

/** The first record that a zone below hides, except the delegation itself and the addresses of its name servers. */
function occludedRecord(zone: Zone, rrsets: readonly RRset[], child: Name): ZoneRecord | undefined {
  return rrsets.find(({ name, type }) => {
    if (type === "NS") return name !== child;
    const glue = type === "A" || type === "AAAA";
    return !(glue && isNameServer(zone, child, name));
  })?.records[0];
}
