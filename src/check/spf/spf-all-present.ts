import { ofRecord } from "../../view/origin.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfAllPresent: ZoneCheck = {
  id: "spf-all-present",
  severity: "warning",
  rule: "An SPF record ends with all or redirect; without them it says nothing of other senders.",
  source: "RFC 7208 §4.7",
  explanation: {
    why: "A record without all says nothing of senders that it does not name.",
    effect: "Forged mail is treated as if there were no SPF.",
    fix: "End the record with ~all or -all.",
    fails: textExample("@", "v=spf1 ip4:198.51.100.7"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.7 -all"),
  },
  check(zone, report) {
    for (const { record, spf } of textRecords(zone).spf) {
      // a part that other records include, at a name that no mail can come from
      if (record.name.startsWith("_")) continue;
      // what is wrong with a term is for spf-syntax to tell
      if (spf.problems.length > 0) continue;
      if (spf.terms.some(({ name }) => name === "all" || name === "redirect")) continue;
      report({
        message: `the SPF record of ${shownName(record.name)} has neither all nor redirect=, so mail from anyone else gets the result neutral`,
        help: "end it with ~all or -all",
        ...ofRecord(zone, record),
      });
    }
  },
};
