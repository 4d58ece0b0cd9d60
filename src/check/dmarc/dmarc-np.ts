import { tagValue } from "../../mail/tag-list.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const dmarcNp: ZoneCheck = {
  id: "dmarc-np",
  severity: "info",
  rule: "np=reject stops forged mail from names that do not exist, whatever p says.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "Names that do not exist send no mail, so rejecting it cannot lose any of yours.",
    effect: "Receivers treat mail from invented subdomains as p or sp says, which is often none.",
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
      // a preset's record is the vendor's choice, so advice on it is of no use
      if (!isOwn(record) || tagValue(tags, "np") !== undefined) continue;
      const policy = (tagValue(tags, "sp") ?? tagValue(tags, "p"))?.toLowerCase();
      if (policy !== "none" && policy !== "quarantine") continue;
      const domain = record.name.slice("_dmarc.".length);
      if (organizationalDomain(domain) !== domain) continue;
      report({
        message: `the DMARC record ${shownName(record.name)} has no np=, so forged mail from subdomains that do not exist is not rejected`,
        help: "add nonexistentPolicy: reject under dmarc:, which is safe for your own mail",
        ...atRecord(zone, record),
      });
    }
  },
};
