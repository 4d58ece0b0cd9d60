import { domainOf } from "../../view/whereabouts.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { isWithin, relativeName, withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const nameRepeatedDomain: ZoneCheck = {
  id: "name-repeated-domain",
  severity: "error",
  rule: "An owner does not have the domain twice; names are already relative to the mail domain.",
  source: "practice",
  explanation: {
    why: "Names in a spec are relative to the mail domain, so mailzone adds the domain to them.",
    effect: "The record is at www.example.com.example.com, where nobody looks.",
    fix: "Leave out the domain, or end the name with a dot.",
    fails: example("mode: parked", "records:", "  - {name: www.example.com, type: TXT, value: x}"),
    passes: example("mode: parked", "records:", "  - {name: www, type: TXT, value: x}"),
  },
  check(zone, report) {
    // a name that has the zone's name twice is at least twice as long
    const least = 2 * zone.name.length;
    const twice = `.${zone.name}`;
    for (const [name, rrsets] of zone.owners) {
      if (name.length < least || !name.slice(0, -zone.name.length).includes(zone.name)) continue;
      const record = rrsets[0]?.records[0];
      const domain = record && domainOf(zone, record)?.spec.domain;
      if (record === undefined || domain === undefined) continue;
      const written = relativeName(name, domain);
      const absolute = `${written}.`;
      if (written === "@" || !(absolute === zone.name || absolute.endsWith(twice))) continue;
      const meant = isWithin(absolute, domain) ? relativeName(absolute, domain) : absolute;
      report({
        message: `${shownName(name)} has the domain twice, so nobody looks it up; names are relative to ${shownName(domain)}`,
        help: `write name: ${meant === "@" ? '"@"' : meant} if you mean ${withoutDot(absolute)}`,
        ...atOwner(zone, record),
      });
    }
  },
};
