import { shownName } from "../../words/record.ts";
import { printRdata } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";
import { severalOf } from "../several-policies.ts";

export const cnameSingle: ZoneCheck = {
  id: "cname-single",
  severity: "error",
  rule: "A name has at most one CNAME; with two, it is undefined where the name leads.",
  source: "RFC 2181 §10.1",
  unwaivable: "no name can have two CNAMEs",
  explanation: {
    why: "With two targets, nobody can tell which one is meant.",
    effect: "One of the two is rejected or lost.",
    fix: "Keep one CNAME. For several hosts, use A and AAAA.",
    fails: example(
      "mode: parked",
      "records:",
      "  - {name: www, type: CNAME, values: [a.example.net, b.example.net]}",
    ),
    passes: example("mode: parked", "records:", "  - {name: www, type: CNAME, value: a.example.net}"),
  },
  check(zone, report) {
    for (const rrset of zone.rrsets) {
      if (rrset.type !== "CNAME" || rrset.records.length < 2) continue;
      const several = severalOf(zone, rrset.records);
      if (several === undefined) continue;
      const { records, help, where } = several;
      report({
        message: `${shownName(rrset.name)} has ${records.length} CNAMEs (${records.map(({ data }) => printRdata(data)).join(", ")}); a name can have one, so the others would be rejected or lost`,
        help,
        ...where,
      });
    }
  },
};
