import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { domainOf } from "../../view/whereabouts.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { isWithin, type Name, relativeName, withoutDot } from "../../zone/name.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const nameRepeatedDomain: ZoneCheck = {
  id: "name-repeated-domain",
  severity: "error",
  rule: "An owner does not have the domain twice, nor the domain's own labels below its zone; names are already relative to the mail domain.",
  source: "practice",
  explanation: {
    why: "Names in a spec are relative to the mail domain, so mailzone adds the domain to them.",
    effect: "The record is at www.example.com.example.com, where nobody looks.",
    fix: "Leave out the domain, or end the name with a dot.",
    fails: example("mode: parked", "records:", "  - {name: www.example.com, type: TXT, value: x}"),
    passes: example("mode: parked", "records:", "  - {name: www, type: TXT, value: x}"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) repeatedLabels(zone, domain, report);
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

/**
 * Warns of names that were written relative to the zone, such as `s1._domainkey.shop` for shop.example.com in the zone
 * example.com. `shop` alone may be a host of that name.
 */
function repeatedLabels(zone: Zone, { spec, records }: Domain, report: Report): void {
  const own = relativeName(spec.domain, zone.name);
  if (own === "@" || own === spec.domain) return;
  const twice = `.${own}.${spec.domain}`;
  const wrong = (name: Name): string | undefined =>
    name.endsWith(twice) ? name.slice(0, -spec.domain.length - own.length - 2) : undefined;
  for (const record of records) {
    const meant = isOwn(record) ? wrong(record.name) : undefined;
    if (meant === undefined) continue;
    report({
      severity: "warning",
      message: `${shownName(record.name)} has the labels ${own} twice: names are relative to ${shownName(spec.domain)}, not to its zone ${shownName(zone.name)}, so the record is not at ${shownName(`${meant}.${spec.domain}`)}`,
      help: `write name: ${meant} if you mean ${shownName(`${meant}.${spec.domain}`)}`,
      ...atOwner(zone, record),
    });
  }
  for (const name of spec.external) {
    const meant = wrong(name);
    if (meant === undefined) continue;
    report({
      severity: "warning",
      message: `${shownName(name)} under external has the labels ${own} twice: names are relative to ${shownName(spec.domain)}, so it is not ${shownName(`${meant}.${spec.domain}`)}`,
      help: `write ${meant} if you mean ${shownName(`${meant}.${spec.domain}`)}`,
      domain: withoutDot(spec.domain),
      owner: name,
      place: spec.source.keyPlace(["external"]),
    });
  }
}
