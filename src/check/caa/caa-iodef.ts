import { mailtoDomain } from "../../mail/mail-address.ts";
import { refusesMail } from "../../view/refuses-mail.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atField } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { absolute } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";

const spec = (host: string): string =>
  `domain: example.com\ndns: cloudflare\nmode: parked\nrecords:\n  - {type: CAA, value: '0 iodef "mailto:caa@${host}"'}\n`;

export const caaIodef: AmongCheck = {
  id: "caa-iodef",
  severity: "warning",
  rule: "The mailbox that CAA names for reports is at a domain that accepts mail.",
  source: "RFC 8659 §4.4, RFC 7505",
  explanation: {
    why: "A domain that only sends, or is parked, refuses all mail, including reports of CAs.",
    effect: "Nobody learns that somebody asked a CA for a certificate that it must not issue.",
    fix: "Name a mailbox at a domain that receives mail, or an https URL.",
    fails: spec("example.com"),
    passes: spec("example.net"),
  },
  checkAmong(zone, zones, report) {
    for (const { records } of transportRecords(zone).caa) {
      for (const record of records) {
        if (record.data.type !== "CAA" || record.data.tag !== "iodef") continue;
        const host = mailtoDomain(record.data.value);
        if (host === undefined || !refusesMail(zones, zone, absolute(host))) continue;
        report({
          message: `${shownRecord(record)} has CAs report to ${shownName(absolute(host))}, which accepts no mail, so no report arrives`,
          help: "name a mailbox at a domain that receives mail, or an https URL",
          ...atField(zone, record, "value"),
        });
      }
    }
  },
};
