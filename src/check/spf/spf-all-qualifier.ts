import { isOnlyIncluded } from "../../view/spf-tree.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfAllQualifier: AmongCheck = {
  id: "spf-all-qualifier",
  severity: "error",
  rule: "An SPF record ends with -all or ~all; +all lets everybody send, and ?all says nothing about other senders.",
  source: "RFC 7208 §5.1, §5.2, RFC 9989 §7.1",
  explanation: {
    why: "all matches every sender that no earlier term matches, and its qualifier is the result for them. In a record that others only include, ?all changes nothing.",
    effect:
      "With +all, or all without a qualifier, anyone passes SPF and DMARC as the domain. With ?all nobody is stopped.",
    fix: "Write ~all if DMARC decides, or -all for a domain that nobody else sends as.",
    fails: textExample("@", "v=spf1 a all"),
    passes: textExample("@", "v=spf1 a -all"),
  },
  checkAmong(zone, zones, report) {
    for (const { record, spf } of textRecords(zone).spf) {
      const all = spf.terms.find(({ name }) => name === "all");
      if (all?.name !== "all" || (all.qualifier !== "+" && all.qualifier !== "?")) continue;
      const pass = all.qualifier === "+";
      if (!pass && isOnlyIncluded(zones, zone, record.name)) continue;
      report({
        severity: pass ? "error" : "warning",
        message: `the SPF record of ${shownName(record.name)} ends with ${pass ? "+all (or all, which means the same), which lets everybody send as the domain" : "?all, which says nothing about senders that it does not list"}`,
        help: "write ~all if a DMARC policy decides, otherwise -all",
        ...atText(zone, record, all),
      });
    }
  },
};
