import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcPPresent: ZoneCheck = {
  id: "dmarc-p-present",
  severity: "error",
  rule: "A DMARC record has p= right after the version; otherwise receivers that follow the older RFC 7489 ignore it.",
  source: "RFC 9989 §4.7, §4.10.1, RFC 7489 §6.3",
  explanation: {
    why: "p= is the policy itself. A record without it counts as p=none if it asks for reports, and otherwise not at all.",
    effect: "The policy is none at best, and missing for many receivers.",
    fix: "Write p= as the second tag, or set the policy under dmarc:.",
    fails: textExample("_dmarc", "v=DMARC1; sp=none"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const p = dmarc.tags.findIndex(({ name }) => name === "p");
      if (p === 1) continue;
      const missing = p < 0;
      // dmarc-unknown-tag reports a tag in capitals, too
      const ignored = missing && tagValue(dmarc.tags, "rua") === undefined;
      report({
        severity: ignored ? "error" : "warning",
        message: `the DMARC record ${shownName(record.name)} ${missing ? "has no p=" : "has p= after other tags"}, so ${ignored ? "receivers ignore it" : "receivers that follow the older RFC 7489 ignore it"}`,
        help: "write p= right after v=DMARC1, or set the policy under dmarc:",
        ...atText(zone, record, tagSpan(dmarc.tags, "p")),
      });
    }
  },
};
