import { isEnforced } from "../../mail/dmarc.ts";
import { tagValue } from "../../mail/tag-list.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { atRecord, domainOf } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dmarcRuaPresent: ZoneCheck = {
  id: "dmarc-rua-present",
  severity: "warning",
  rule: "A DMARC record asks for reports with rua; the reports show whose mail fails.",
  source: "RFC 9989 §5.1.3",
  explanation: {
    why: "A policy that is enforced without reports stops genuine mail unseen, such as that of a service that nobody remembered.",
    effect: "Genuine mail is rejected or goes to spam, and nobody notices.",
    fix: "Add rua with a mailbox that somebody reads, or a service that reads it for you.",
    fails: example("mailbox: tencent-exmail", EXAMPLE_DKIM, "dmarc: {policy: quarantine}"),
    passes: example(
      "mailbox: tencent-exmail",
      EXAMPLE_DKIM,
      'dmarc: {policy: quarantine, rua: ["mailto:dmarc@example.com"]}',
    ),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      // without mail there is little to learn; dmarc-policy-none reports p=none without reports
      if (!isEnforced(dmarc) || tagValue(dmarc.tags, "rua") !== undefined) continue;
      if (domainOf(zone, record)?.spec.mode === "parked") continue;
      report({
        severity: isOwn(record) ? "warning" : "info",
        message: `the DMARC record ${shownName(record.name)} asks for no reports, so nobody sees which genuine mail its policy stops`,
        help: `add rua: ["mailto:..."] under dmarc:, with a mailbox that somebody reads`,
        ...atRecord(zone, record),
      });
    }
  },
};
