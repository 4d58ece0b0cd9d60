import { isOwn } from "../../view/mail-domain.ts";
import { serviceRecords } from "../../view/services.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { isWithin } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const srvTargetTlsName: ZoneCheck = {
  id: "srv-target-tls-name",
  severity: "info",
  rule: "The target of a mail service's SRV record is inside the mail domain; otherwise clients ask the user whether to trust it.",
  source: "RFC 6186 §6",
  explanation: {
    why: "An SRV answer that is not signed may be forged, so a client checks the certificate for the mail domain, or asks before it trusts another name.",
    effect:
      "Users get a question that they cannot answer. Nothing is lost, and with a hosted provider it cannot be avoided.",
    fix: "If the server is yours, name a host inside the domain, with a certificate for that name.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 imap.example.net}",
    ),
    passes: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 mx.example.com}",
    ),
  },
  check(zone, report) {
    for (const { record, data, service, domain } of serviceRecords(zone)) {
      if (!ASKED.has(service ?? "") || !isOwn(record)) continue;
      if (data.target === "." || isWithin(data.target, domain)) continue;
      report({
        message: `${shownRecord(record)} points outside ${shownName(domain)}, so clients ask the user before they trust it`,
        help: "nothing to do if the mailboxes are hosted there; otherwise name a host inside the domain",
        ...atTarget(zone, record),
      });
    }
  },
};

const ASKED: ReadonlySet<string> = new Set([
  "_submission",
  "_submissions",
  "_imap",
  "_imaps",
  "_pop3",
  "_pop3s",
]);
