import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcPPresent: ZoneCheck = {
  id: "dmarc-p-present",
  severity: "error",
  rule: "A DMARC record says p=, right behind the version; readers older than RFC 9989 ignore it otherwise.",
  source: "RFC 9989 §4.7, §4.10.1, RFC 7489 §6.3",
  explanation: {
    why: "p= is what the record is for. Without it a record counts as p=none if it asks for reports, and else not at all.",
    effect: "The policy is none at best, and absent for many receivers.",
    fix: "Write p= as the second tag, or say the policy under dmarc:.",
    fails: textExample("_dmarc", "v=DMARC1; sp=none"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const p = dmarc.tags.findIndex(({ name }) => name === "p");
      if (p === 1) continue;
      const missing = p < 0;
      // of a tag in capitals, dmarc-unknown-tag speaks too
      const ignored = missing && tagValue(dmarc.tags, "rua") === undefined;
      report({
        severity: ignored ? "error" : "warning",
        message: `the DMARC record ${shownName(record.name)} ${missing ? "has no p=" : "has p= behind other tags"}, so ${ignored ? "receivers ignore it" : "receivers that go by the older standard ignore it"}`,
        help: "write p= right behind v=DMARC1, or say the policy under dmarc:",
        ...ofText(zone, record, tagSpan(dmarc.tags, "p")),
      });
    }
  },
};
