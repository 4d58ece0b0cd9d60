import { quote } from "../../finding.ts";
import type { Zone } from "../../plan/zone.ts";
import { atConflict, domainOf } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";

const ONE_STACK =
  "domain: a.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\nrecords:\n  - {name: mx.example.com., type: A, value: 198.51.100.7}\n";

export const fleetSharedName: ZoneCheck = {
  id: "fleet-shared-name",
  severity: "warning",
  rule: "All records of a name are in the specs of one stack; each of two takes the other's for foreign.",
  source: "design",
  explanation: {
    why: "A stack changes only what is in its own state, and looks at a name as a whole before it changes it.",
    effect:
      "What one stack publishes is a conflict for the other, and neither can change the name between a CNAME and other records.",
    fix: "Move the records of the name into the specs of one stack.",
    fails: "# no single spec can show this: it needs two stacks that write the same name\n",
    passes: ONE_STACK,
  },
  check(zone, report) {
    if (new Set(zone.domains.map(({ domain }) => domain.spec.stack)).size < 2) return;
    for (const [name, rrsets] of zone.owners) {
      const records = rrsets.flatMap((rrset) => rrset.records);
      const [first] = records;
      const other = first && records.find((record) => stackOf(zone, record) !== stackOf(zone, first));
      // two specs of one domain have every name twice, which fleet-dup-domain reports once
      if (first === undefined || other === undefined || sameDomain(zone, first, other)) continue;
      report({
        message: `${shownName(name)} has records of the stacks ${quote(stackOf(zone, first))} and ${quote(stackOf(zone, other))}, so each of them takes the other's for foreign`,
        help: "move the records of that name into the specs of one stack",
        ...atConflict(zone, other, [first]),
      });
    }
  },
};

const stackOf = (zone: Zone, record: ZoneRecord): string => domainOf(zone, record)?.spec.stack ?? "";

const sameDomain = (zone: Zone, one: ZoneRecord, other: ZoneRecord): boolean =>
  domainOf(zone, one)?.spec.domain === domainOf(zone, other)?.spec.domain;
