import { shownName } from "../../words/record.ts";
import { printRdata } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";
import { severalOf } from "../several-policies.ts";

export const cnameSingle: ZoneCheck = {
  id: "cname-single",
  severity: "error",
  rule: "A name has one CNAME at most; with two it is not defined where the name leads.",
  source: "RFC 2181 §10.1",
  explanation: {
    why: "With two targets nobody can say which one is meant.",
    effect: "One of the two is refused or lost.",
    fix: "Keep one CNAME; for several hosts use A and AAAA.",
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
        message: `${shownName(rrset.name)} has ${records.length} CNAMEs (${records.map(({ data }) => printRdata(data)).join(", ")}); a name can have one, so the others would be refused or lost`,
        help,
        ...where,
      });
    }
  },
};
