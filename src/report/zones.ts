/** Zones as text for people: a domain and its cloud, then its records in columns. */
import type { Zone } from "../plan/zone.ts";
import { visible } from "../words/text.ts";
import { relativeName, toUnicode, withoutDot } from "../zone/name.ts";
import { compareRRsets } from "../zone/order.ts";
import { printRdata } from "../zone/rdata.ts";
import { columns } from "./columns.ts";

export function printZones(zones: readonly Zone[]): string {
  return zones.map(printZone).join("\n");
}

function printZone(zone: Zone): string {
  return zone.domains
    .map(({ domain, rrsets }) => {
      const rows = [...rrsets]
        .sort(compareRRsets)
        .flatMap((rrset) =>
          rrset.records.map((record) => [
            visible(relativeName(rrset.name, zone.name)),
            String(record.ttl),
            rrset.type,
            visible(printRdata(record.data)),
          ]),
        );
      const name = withoutDot(domain.spec.domain);
      const readable = toUnicode(domain.spec.domain);
      const zoneName = withoutDot(zone.name);
      const title = [
        readable === name ? name : `${readable} (${name})`,
        ...(zoneName === name ? [] : [`in zone ${zoneName}`]),
        `on ${zone.cloud.title}`,
        ...(zone.account === undefined ? [] : [`(${zone.account})`]),
      ].join(" ");
      return `${visible(title)}\n${columns(rows)}`;
    })
    .join("\n");
}
