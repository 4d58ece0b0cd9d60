import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const dmarcPolicyNone: ZoneCheck = {
  id: "dmarc-policy-none",
  severity: "warning",
  rule: "A policy of none asks for reports; without them it has no effect at all.",
  source: "RFC 9989 §5.1.3, §5.1.5",
  explanation: {
    why: "p=none leaves mail alone. Its use is the reports, which show who sends as the domain.",
    effect: "The domain is as easy to forge as without DMARC, and you learn nothing.",
    fix: "Add rua with a mailbox that somebody reads.",
    fails: example("mailbox: tencent-exmail", "dmarc: {policy: none}"),
    passes: example("mailbox: tencent-exmail", 'dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}'),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const { tags } = dmarc;
      if (tagValue(tags, "p")?.toLowerCase() !== "none" || tagValue(tags, "rua") !== undefined) continue;
      report({
        // a vendor's record is not the user's choice
        severity: isOwn(record) ? "warning" : "info",
        message: `the DMARC record ${shownName(record.name)} has p=none and asks for no reports, so it neither stops forged mail nor shows it`,
        help: `add rua: ["mailto:..."] under dmarc:, with a mailbox that somebody reads`,
        ...atText(zone, record, tagSpan(tags, "p")),
      });
    }
  },
};
