import { mailtoDomain } from "../../mail/mail-address.ts";
import { itemSpan } from "../../mail/tag-list.ts";
import { refusesMail } from "../../view/refuses-mail.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { absolute } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";

export const dmarcRuaSelfParked: AmongCheck = {
  id: "dmarc-rua-self-parked",
  severity: "warning",
  rule: "The mailbox for reports is at a domain that accepts mail, not at one with a null MX or one that only sends.",
  source: "RFC 7505 §3, RFC 5321 §5.1",
  explanation: {
    why: "A domain with a null MX, or without any host for mail, gets no reports either. Parked domains, and domains that only send, often name a mailbox of their own by habit.",
    effect: "No report ever arrives.",
    fix: "Name a mailbox at a domain that receives mail.",
    fails: `domain: example.com\ndns: cloudflare\nmode: parked\ndmarc: {policy: reject, rua: ["mailto:dmarc@example.com"]}\n`,
    passes: `domain: example.com\ndns: cloudflare\nmode: parked\ndmarc: {policy: reject, rua: ["mailto:dmarc@example.net"]}\n`,
  },
  checkAmong(zone, zones, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      for (const tag of ["rua", "ruf"] as const) {
        const lost = dmarc[tag]
          .map(mailtoDomain)
          .find((domain) => domain !== undefined && refusesMail(zones, zone, absolute(domain)));
        if (lost === undefined) continue;
        report({
          message: `the DMARC record ${shownName(record.name)} sends reports to ${shownName(absolute(lost))}, which accepts no mail, so no report arrives`,
          help: "name a mailbox at a domain that receives mail",
          ...atText(zone, record, itemSpan(dmarc.tags, tag, lost)),
        });
      }
    }
  },
};
