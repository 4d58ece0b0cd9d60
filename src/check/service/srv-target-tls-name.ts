import { ofTarget } from "../../view/inside.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { serviceRecords } from "../../view/services.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { isWithin } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const srvTargetTlsName: ZoneCheck = {
  id: "srv-target-tls-name",
  severity: "info",
  rule: "The target of a mail service's SRV lies within the mail domain, or clients ask the user whether to trust it.",
  source: "RFC 6186 §6",
  explanation: {
    why: "An SRV answer that is not signed may be forged, so a client checks the certificate for the mail domain, or asks before it trusts another name.",
    effect:
      "Users get a question that they cannot answer; nothing is lost. With a hosted provider it cannot be helped.",
    fix: "Name a host within the domain whose certificate says so, where the server is yours.",
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
        message: `${shownRecord(record)} leads out of ${shownName(domain)}, so clients ask the user before they trust it`,
        help: "nothing, if the mailboxes are hosted there; else name a host within the domain",
        ...ofTarget(zone, record),
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
