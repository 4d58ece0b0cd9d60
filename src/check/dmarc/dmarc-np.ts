import { tagValue } from "../../mail/tag-list.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { ofRecord } from "../../view/origin.ts";
import { organizationalDomain } from "../../view/public-suffix.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const dmarcNp: ZoneCheck = {
  id: "dmarc-np",
  severity: "info",
  rule: "np=reject keeps names that do not exist from being forged, at any stage of p.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "Names that do not exist send no mail, so nothing of yours can be lost by refusing it.",
    effect: "Mail from made-up sub-domains is treated as p or sp says, none often.",
    fix: "Add nonexistentPolicy: reject under dmarc:.",
    fails: example("mailbox: tencent-exmail", 'dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}'),
    passes: example(
      "mailbox: tencent-exmail",
      'dmarc: {policy: none, nonexistentPolicy: reject, rua: ["mailto:dmarc@example.com"]}',
    ),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const { tags } = dmarc;
      // what a preset brings is the vendor's choice, and an advice on it of no use
      if (!isOwn(record) || tagValue(tags, "np") !== undefined) continue;
      const policy = (tagValue(tags, "sp") ?? tagValue(tags, "p"))?.toLowerCase();
      if (policy !== "none" && policy !== "quarantine") continue;
      const domain = record.name.slice("_dmarc.".length);
      if (organizationalDomain(domain) !== domain) continue;
      report({
        message: `the DMARC record ${shownName(record.name)} has no np=, so forged mail from sub-domains that do not exist is not refused`,
        help: "add nonexistentPolicy: reject under dmarc:, which can harm no mail of yours",
        ...ofRecord(zone, record),
      });
    }
  },
};
