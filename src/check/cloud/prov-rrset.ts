import { quote } from "../../finding.ts";
import { atConflict, domainOf } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";

export const provRrset: ZoneCheck = {
  id: "prov-rrset",
  severity: "error",
  rule: "On Route 53, where all values of a name and type are one resource, one stack writes them all.",
  source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html (2026-11-21)",
  unwaivable: "Route 53 has one RRset of a name and type, and one stack writes it",
  explanation: {
    why: "Route 53 stores the values of a name and type as one set, and a stack that writes the set replaces all of it.",
    effect: "The second stack cannot be applied, or deletes the first one's values.",
    fix: "Move the records of that name and type into the specs of one stack.",
    fails: "# no single spec can show this: it needs two stacks that write the same name and type\n",
    passes:
      "domain: a.example.com\nzone: example.com\ndns: route53\nmode: parked\nrecords:\n  - {name: www, type: A, value: 198.51.100.7}\n",
  },
  check(at, report) {
    if (at.cloud.unit !== "rrset") return;
    const stacks = new Set(at.domains.map(({ domain }) => domain.spec.stack));
    if (stacks.size < 2) return;
    for (const { name, type, records } of at.rrsets) {
      const stackOf = (record: ZoneRecord): string => domainOf(at, record)?.spec.stack ?? "";
      const [first] = records;
      const other = first && records.find((record) => stackOf(record) !== stackOf(first));
      // two specs for one domain have everything twice, which fleet-dup-domain reports once
      if (first === undefined || other === undefined) continue;
      if (domainOf(at, first)?.spec.domain === domainOf(at, other)?.spec.domain) continue;
      report({
        message: `${shownName(name)} ${type} is written by the stack ${quote(stackOf(other))} and also by ${quote(stackOf(first))}; ${at.cloud.title} stores its values as one set, so each stack deletes the other's`,
        help: "move these records into the specs of one stack",
        ...atConflict(at, other, [first]),
      });
    }
  },
};
