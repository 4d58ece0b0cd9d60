import { isOnlyIncluded } from "../../view/spf-tree.ts";
import { textRecords } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfAllPresent: AmongCheck = {
  id: "spf-all-present",
  severity: "warning",
  rule: "An SPF record ends with all or redirect; without either, other senders get the result neutral.",
  source: "RFC 7208 §4.7",
  explanation: {
    why: "A record without all or redirect says nothing about senders that it does not list.",
    effect: "Forged mail is treated as if the domain had no SPF.",
    fix: "End the record with ~all or -all.",
    fails: textExample("@", "v=spf1 ip4:198.51.100.7"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.7 -all"),
  },
  checkAmong(zone, zones, report) {
    for (const { record, spf } of textRecords(zone).spf) {
      if (isOnlyIncluded(zones, zone, record.name)) continue;
      // spf-syntax and its like report a wrong term
      if (spf.problems.length > 0) continue;
      if (spf.terms.some(({ name }) => name === "all" || name === "redirect")) continue;
      report({
        message: `the SPF record of ${shownName(record.name)} has neither all nor redirect=, so mail from any other sender gets the result neutral`,
        help: "end it with ~all or -all",
        ...atRecord(zone, record),
      });
    }
  },
};
