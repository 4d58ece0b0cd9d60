import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { termAt } from "./problems.ts";

export const spfPtr: ZoneCheck = {
  id: "spf-ptr",
  severity: "warning",
  rule: "An SPF record does not use ptr, which is slow and which many receivers skip.",
  source: "RFC 7208 §5.5",
  explanation: {
    why: "ptr looks up the names of the sender's address, and then the addresses of each name. RFC 7208 says not to use it.",
    effect: "Mail that passes only by ptr fails at large receivers, and every message costs lookups.",
    fix: "List the hosts with a:, or their networks with ip4: and ip6:.",
    fails: textExample("@", "v=spf1 ptr -all"),
    passes: textExample("@", "v=spf1 a:mail.example.net -all"),
  },
  check(zone, report) {
    for (const found of textRecords(zone).spf) {
      const ptr = found.spf.terms.find(({ name }) => name === "ptr");
      if (ptr === undefined) continue;
      const written = termAt(found.text, ptr.offset);
      report({
        message: `the SPF record of ${shownName(found.record.name)} has ${written}, which RFC 7208 says not to use and which large receivers skip`,
        help: "list the hosts with a:, or their networks with ip4: and ip6:",
        ...atText(zone, found.record, ptr),
      });
    }
  },
};
