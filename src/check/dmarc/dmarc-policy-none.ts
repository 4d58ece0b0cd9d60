import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { ofText } from "../../view/inside.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const dmarcPolicyNone: ZoneCheck = {
  id: "dmarc-policy-none",
  severity: "warning",
  rule: "A policy of none asks for reports; without them it does nothing at all.",
  source: "RFC 9989 §5.1.3, §5.1.5",
  explanation: {
    why: "p=none leaves mail alone. What it is good for are the reports that tell who sends as the domain.",
    effect: "The domain is as open to forgery as without DMARC, and nothing is learned.",
    fix: "Add rua with a mailbox that is read.",
    fails: example("mailbox: tencent-exmail", "dmarc: {policy: none}"),
    passes: example("mailbox: tencent-exmail", 'dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}'),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const { tags } = dmarc;
      if (tagValue(tags, "p")?.toLowerCase() !== "none" || tagValue(tags, "rua") !== undefined) continue;
      report({
        // a vendor's record was not the user's choice
        severity: isOwn(record) ? "warning" : "info",
        message: `the DMARC record ${shownName(record.name)} has p=none and asks for no reports, so it neither stops nor shows anything`,
        help: `say rua: ["mailto:..."] under dmarc:, with a mailbox that is read`,
        ...ofText(zone, record, tagSpan(tags, "p")),
      });
    }
  },
};
