import { mailtoDomain } from "../../mail/mail-address.ts";
import { isTlsRpt, parseTlsRpt } from "../../mail/tls-rpt.ts";
import { refusesMail } from "../../view/refuses-mail.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { absolute } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";
import { rptExample } from "./example.ts";

const sink = (mode: string): string => `---\ndomain: example.net\ndns: cloudflare\nmode: ${mode}\n`;

export const rptMailbox: AmongCheck = {
  id: "rpt-mailbox",
  severity: "warning",
  rule: "The mailbox for TLS reports is at a domain that accepts mail.",
  source: "RFC 8460 §3, RFC 7505",
  explanation: {
    why: "A domain that only sends, or is parked, refuses all mail, including reports.",
    effect: "No report ever arrives, and nobody learns that mail is not delivered.",
    fix: "Name a mailbox at a domain that receives mail, or an https URL.",
    fails: `${rptExample("mailto:tls@example.net")}${sink("parked")}`,
    passes: `${rptExample("https://reports.example.net/tls")}${sink("parked")}`,
  },
  checkAmong(zone, zones, report) {
    for (const { record, text } of transportRecords(zone).rpt) {
      if (!isTlsRpt(text)) continue;
      for (const { uri, offset } of parseTlsRpt(text).uris) {
        const host = mailtoDomain(uri);
        if (host === undefined || !refusesMail(zones, zone, absolute(host))) continue;
        report({
          message: `${shownName(record.name)} sends TLS reports to ${shownName(absolute(host))}, which accepts no mail, so they do not arrive`,
          help: "name a mailbox at a domain that receives mail, or an https URL",
          ...atText(zone, record, { offset, length: uri.length }),
        });
      }
    }
  },
};
