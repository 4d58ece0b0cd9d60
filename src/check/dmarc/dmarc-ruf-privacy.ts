import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const dmarcRufPrivacy: ZoneCheck = {
  id: "dmarc-ruf-privacy",
  severity: "info",
  rule: "ruf asks for copies of single messages, which hold personal data; fo without ruf has no effect.",
  source: "RFC 9991, RFC 9989 §4.7",
  explanation: {
    why: "Failure reports may contain addresses, subjects and text of messages. For that reason few receivers send them.",
    effect:
      "Whoever reads the mailbox sees other people's mail. If a vendor reads it, the law may require a contract.",
    fix: "Delete ruf and fo, unless somebody needs them for a while.",
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
        message: `the DMARC record ${shownName(record.name)} has ${ruf ? "ruf=, so receivers may send parts of messages, with personal data, to its mailbox" : "fo= without ruf=, so it has no effect"}`,
        help: ruf
          ? "delete ruf, unless somebody needs these reports and may read them"
          : "delete fo=, or failureOptions: under dmarc:",
        ...atText(zone, record, tagSpan(dmarc.tags, ruf ? "ruf" : "fo")),
      });
    }
  },
};
