import { serviceRecords } from "../../view/services.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

/** Services that start in plain text, each with the one that uses TLS from the start. */
const PAIRS: Readonly<Record<string, string>> = {
  _imap: "_imaps",
  _pop3: "_pop3s",
  _submission: "_submissions",
};

export const srvCleartext: ZoneCheck = {
  id: "srv-cleartext",
  severity: "warning",
  rule: "A service that starts in plain text is not preferred to the same service with TLS from the start.",
  source: "RFC 8314 §3, RFC 6186 §3.3",
  explanation: {
    why: "Clients compare the priorities of _imap and _imaps and use the lower number. An attacker can strip STARTTLS, but not TLS from the start.",
    effect: "Passwords travel over a connection that an attacker on the path can keep in plain text.",
    fix: "Give the service with TLS the lower number, or say that the other is not offered, with 0 0 0 .",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imap._tcp, type: SRV, value: 0 1 143 mail.example.net}",
      "  - {name: _imaps._tcp, type: SRV, value: 10 1 993 mail.example.net}",
    ),
    passes: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imap._tcp, type: SRV, value: 10 1 143 mail.example.net}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 mail.example.net}",
    ),
  },
  check(zone, report) {
    if (serviceRecords(zone).length === 0) return;
    const all = serviceRecords(zone).filter(({ data }) => data.target !== ".");
    for (const { record, data, service, domain } of all) {
      const secure = PAIRS[service ?? ""];
      if (secure === undefined) continue;
      const best = all
        .filter((other) => other.service === secure && other.domain === domain)
        .reduce((least, other) => Math.min(least, other.data.priority), Number.POSITIVE_INFINITY);
      // many servers offer submission only with STARTTLS, but not mailboxes only in plain text
      if (best === Number.POSITIVE_INFINITY ? service === "_submission" : data.priority >= best) continue;
      report({
        message:
          best === Number.POSITIVE_INFINITY
            ? `${shownName(record.name)} offers ${service}, which starts in plain text, but nothing offers ${secure}, so an attacker can read passwords`
            : `${shownName(record.name)} has the priority ${data.priority}, ahead of ${secure} with ${best}, so clients start in plain text`,
        help:
          best === Number.POSITIVE_INFINITY
            ? `offer ${secure}._tcp as well, with a lower number`
            : `write a priority above ${best}, or 0 0 0 . if you do not offer the service`,
        ...atRecord(zone, record),
      });
    }
  },
};
