import type { Zone } from "../../plan/zone.ts";
import { atConflict, domainOf, editable, leaveOut } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownData, shownName } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const cnameExclusive: ZoneCheck = {
  id: "cname-exclusive",
  severity: "error",
  rule: "A name with a CNAME has no other records; anything else there is lost.",
  source: "RFC 1034 §3.6.2, RFC 2181 §10.1",
  unwaivable: "no name can have a CNAME and other records: one side is refused or lost",
  explanation: {
    why: "A CNAME says that a name is an alias. A resolver that asks for MX or TXT there is sent to the target.",
    effect: "The cloud rejects the other records, or nobody ever sees them.",
    fix: "Delete one side, or give it its own name.",
    fails: example(
      "mode: parked",
      "records:",
      "  - {name: mail, type: CNAME, value: host.example.net}",
      "  - {name: mail, type: TXT, value: v=spf1 -all}",
    ),
    passes: example(
      "mode: parked",
      "records:",
      "  - {name: mail, type: A, value: 198.51.100.7}",
      "  - {name: mail, type: TXT, value: v=spf1 -all}",
    ),
  },
  check(zone, report) {
    for (const [name, rrsets] of zone.owners) {
      if (rrsets.length < 2) continue;
      // a flattened CNAME is answered with addresses, and may be beside other data
      if (name === zone.name && zone.flattenApex) continue;
      const aliases = rrsets.find((rrset) => rrset.type === "CNAME")?.records;
      const alias = aliases?.[0];
      if (aliases === undefined || alias === undefined) continue;
      const rest = rrsets.filter((rrset) => rrset.type !== "CNAME");
      const data = rest.flatMap((rrset) => rrset.records);
      const at = editable([alias, ...aliases.slice(1), ...data]);
      const others = at.data.type === "CNAME" ? data : aliases;
      report({
        message: `${shownName(name)} has a CNAME (to ${shownData(alias).slice("CNAME ".length)}) and also ${listed(rest.map(({ type }) => type))}; a name with a CNAME can have no other records, so one side would be rejected or lost`,
        help: help(
          zone,
          at,
          others,
          rest.map(({ type }) => type),
        ),
        ...atConflict(zone, at, others),
      });
    }
  },
};

function help(zone: Zone, at: ZoneRecord, others: readonly ZoneRecord[], types: readonly string[]): string {
  const remove = at.data.type === "CNAME" ? "delete the CNAME" : `delete the ${listed(types)} records here`;
  const owner = domainOf(zone, at)?.spec.domain === at.name ? "" : ", or move one side to another name";
  const way = others.map((other) => leaveOut(zone, other)).find((text) => text !== undefined);
  if (at.origin.preset === undefined && way !== undefined) {
    return `${remove}, or keep it and leave out the preset's with ${way}`;
  }
  return at.origin.preset === undefined
    ? `${remove}${owner}`
    : `leave out one side with ${leaveOut(zone, at) ?? way ?? "another choice of presets"}`;
}
