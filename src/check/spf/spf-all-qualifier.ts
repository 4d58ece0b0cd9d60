import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfAllQualifier: ZoneCheck = {
  id: "spf-all-qualifier",
  severity: "error",
  rule: "An SPF record ends with -all or ~all; +all lets everybody send, and ?all says nothing of them.",
  source: "RFC 7208 §5.1, RFC 9989 §7.1",
  explanation: {
    why: "all matches every sender that no term before it names; its sign is the verdict on strangers.",
    effect:
      "With +all, or all without a sign, anyone passes SPF and DMARC as the domain; with ?all nobody is stopped.",
    fix: "Write ~all where DMARC decides, -all for a domain that nobody else sends as.",
    fails: textExample("@", "v=spf1 a all"),
    passes: textExample("@", "v=spf1 a -all"),
  },
  check(zone, report) {
    for (const { record, spf } of textRecords(zone).spf) {
      const all = spf.terms.find(({ name }) => name === "all");
      if (all?.name !== "all" || (all.qualifier !== "+" && all.qualifier !== "?")) continue;
      const pass = all.qualifier === "+";
      report({
        severity: pass ? "error" : "warning",
        message: `the SPF record of ${shownName(record.name)} ends with ${pass ? "+all (all without a sign is the same), which lets everybody send as the domain" : "?all, which says nothing of senders that it does not name"}`,
        help: "write ~all where a DMARC policy decides, else -all",
        ...ofText(zone, record, all),
      });
    }
  },
};
