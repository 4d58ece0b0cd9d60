import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { meantExchange, meantInclude } from "../../view/known-hosts.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { mailHosts } from "../../view/mail-hosts.ts";
import { spfTargets } from "../../view/spf-budgets.ts";
import { textRecords } from "../../view/text-records.ts";
import { atTarget, atText } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const nameNearService: AmongCheck = {
  id: "name-near-service",
  severity: "warning",
  rule: "The name that SPF includes and the host of an MX are not one letter off those of a mail service.",
  source: "practice; the presets and the snapshot of SPF records",
  explanation: {
    why: "A typo in a vendor's name goes to a name that does not exist, or to somebody else's.",
    effect: "An include without a record is a permerror, and mail to a wrong host is lost or read by others.",
    fix: "Write the name as the vendor gives it, or use the vendor's preset.",
    fails: textExample("@", "v=spf1 include:spf.google.com -all"),
    passes: textExample("@", "v=spf1 include:_spf.google.com -all"),
  },
  checkAmong(zone, zones, report) {
    const isManaged = (name: Name): boolean => zoneIndex(zones).zoneOf(name, zone) !== undefined;
    for (const { record, spf } of textRecords(zone).spf) {
      for (const { term, name } of spfTargets(spf)) {
        const { host } = isManaged(name) ? {} : meantInclude(zone, name);
        if (host === undefined) continue;
        report({
          message: `the SPF record of ${shownName(record.name)} has ${term.name === "include" ? "include:" : "redirect="}${term.domain}, which is nearly ${host}; a name without SPF makes the record a permerror`,
          help: `did you mean ${host}?`,
          ...atText(zone, record, term),
        });
      }
    }
    nearHosts(zone, isManaged, report);
  },
};

function nearHosts(
  zone: Zone,
  isManaged: (name: Name) => boolean,
  report: Parameters<AmongCheck["checkAmong"]>[2],
): void {
  for (const { record, exchange } of mailHosts(zone)) {
    if (!isOwn(record) || isManaged(exchange)) continue;
    const { host } = meantExchange(zone, exchange);
    if (host === undefined) continue;
    report({
      message: `${shownRecord(record)} points to a host that is nearly ${host}; mail to a wrong host is lost or read by others`,
      help: `did you mean ${host}?`,
      ...atTarget(zone, record),
    });
  }
}
