import { distance } from "fastest-levenshtein";
import { isOwn } from "../../view/mail-domain.ts";
import { MAIL_PORTS, serviceRecords } from "../../view/services.ts";
import { atField, atOwner } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const srvKnown: ZoneCheck = {
  id: "srv-known",
  severity: "warning",
  rule: "A mail service in SRV has the name that clients look up, and not the port of another service.",
  source: "RFC 6186 §3, RFC 8314 §5.1, RFC 5804, RFC 8620, RFC 6764",
  explanation: {
    why: "Clients look up _submissions, _imaps and their like, and then use TLS from the start or STARTTLS, as the name of the service says.",
    effect: "A client that uses TLS on a STARTTLS port, or the other way round, hangs and gives up.",
    fix: "Write 465 for _submissions, 587 for _submission, 993 for _imaps, 143 for _imap, 995 for _pop3s, 110 for _pop3.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _submissions._tcp, type: SRV, value: 0 1 587 mail.example.net}",
    ),
    passes: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _submissions._tcp, type: SRV, value: 0 1 465 mail.example.net}",
    ),
  },
  check(zone, report) {
    for (const { record, data, service, protocol } of serviceRecords(zone)) {
      if (service === undefined || data.target === ".") continue;
      const meant = meantBy(service, protocol);
      if (meant !== undefined) {
        report({
          ...words(record, `name it ${meant}._tcp`),
          message: `${shownName(record.name)} names the service ${service}.${protocol}, which mail clients do not look up`,
          ...atOwner(zone, record),
        });
        continue;
      }
      const usual = MAIL_PORTS[service];
      if (usual === undefined || data.port === usual || !MAIL.has(data.port)) continue;
      report({
        ...words(record, `write the port ${usual}`),
        message: `${shownRecord(record)} gives ${service} the port ${data.port}, which belongs to another service, so clients use the wrong protocol`,
        ...atField(zone, record, "port"),
      });
    }
  },
};

/** A vendor's own record is not the user's to correct. */
const words = (record: ZoneRecord, edit: string) =>
  isOwn(record)
    ? { help: edit }
    : {
        severity: "info" as const,
        help: "nothing to do: the vendor asks for this record; groups: or without: of the preset leaves it out",
      };

/** Names that mail clients do not look up, each with the one that is meant. */
const MISTAKEN: Readonly<Record<string, string>> = {
  _smtp: "_submission",
  _smtps: "_submissions",
  _ssmtp: "_submissions",
  _imap4: "_imap",
  _imaps4: "_imaps",
  _imapssl: "_imaps",
  _pop: "_pop3",
  _pops: "_pop3s",
  _autodiscovery: "_autodiscover",
};

/** The service that is meant; undefined for one that clients look up, or that has nothing to do with mail. */
function meantBy(service: string, protocol: string | undefined): string | undefined {
  if (Object.hasOwn(MAIL_PORTS, service)) return protocol === "_tcp" ? undefined : service;
  if (Object.hasOwn(MISTAKEN, service)) return MISTAKEN[service];
  return OTHERS.has(service)
    ? undefined
    : Object.keys(MAIL_PORTS).find((known) => known.length >= SHORTEST && distance(known, service) === 1);
}

/** In a shorter name another letter may make another service. */
const SHORTEST = "_imaps".length;

/** Registered services one letter away from those of mail (RFC 6764). */
const OTHERS: ReadonlySet<string> = new Set(["_caldav", "_carddav"]);

/** Ports of mail services. A port that no service has was chosen on purpose. */
const MAIL: ReadonlySet<number> = new Set([25, 110, 143, 465, 587, 993, 995, 4190]);
