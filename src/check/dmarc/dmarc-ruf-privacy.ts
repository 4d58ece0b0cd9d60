import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const dmarcRufPrivacy: ZoneCheck = {
  id: "dmarc-ruf-privacy",
  severity: "info",
  rule: "ruf asks for parts of single messages, with personal data in them; fo without ruf does nothing.",
  source: "RFC 9991, RFC 9989 §4.7",
  explanation: {
    why: "Failure reports may hold addresses, subjects and text of mail. Few receivers send them, for that reason.",
    effect:
      "Whoever reads the mailbox sees other people's mail; where a vendor does, law may ask for a contract.",
    fix: "Leave ruf and fo out, unless somebody needs them for a while.",
    fails: example(
      "mailbox: tencent-exmail",
      'dmarc: {policy: none, rua: ["mailto:dmarc@example.com"], ruf: ["mailto:dmarc@example.com"]}',
    ),
    passes: example("mailbox: tencent-exmail", 'dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}'),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const ruf = tagValue(dmarc.tags, "ruf") !== undefined;
      if (!ruf && tagValue(dmarc.tags, "fo") === undefined) continue;
      report({
        message: `the DMARC record ${shownName(record.name)} has ${ruf ? "ruf=, so parts of single messages, with personal data, may be sent to its mailbox" : "fo= without ruf=, so it has no effect"}`,
        help: ruf
          ? "leave ruf out, unless somebody needs it and may read it"
          : "delete fo=, or failureOptions under dmarc:",
        ...ofText(zone, record, tagSpan(dmarc.tags, ruf ? "ruf" : "fo")),
      });
    }
  },
};
