/** `dns-dane-unsigned`: the zones of TLSA records for mail, and of the MX that lead to their hosts, are signed with DNSSEC. */
import type { Finding } from "../../finding.ts";
import { daneOwner } from "../../preset/dane-hosts.ts";
import { mailHostsWithin } from "../../view/mail-hosts.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { Judge } from "./judge.ts";

export const daneUnsigned: Judge = async (zone, zones, resolver) => {
  const own = transportRecords(zone).tlsa.find(({ at }) => at?.port === 25 && at.protocol === "tcp");
  const leading = mailHostsWithin(zone, zones).find(
    ({ exchange, holder }) => recordsAt(holder.owners, daneOwner(exchange), "TLSA").length > 0,
  );
  const record = own?.record ?? leading?.record;
  if (record === undefined) return [];
  // a zone that is not in DNS, or of which nobody says anything, is reported as that
  if ((await resolver.lookUp(zone.name, "DS")).outcome !== "nodata") return [];
  const what =
    own === undefined
      ? `so whoever forges its MX leads mail past ${shownName(leading?.exchange ?? "")} and its TLSA records, and some senders do not use them (RFC 7672 §2.2.1)`
      : `so senders ignore its TLSA records, and DANE protects nothing (RFC 7672 §2.2)`;
  const finding: Finding = {
    code: "dns-dane-unsigned",
    severity: "warning",
    message: `the zone ${shownName(zone.name)} is not signed with DNSSEC, ${what}`,
    help: "switch DNSSEC on at the DNS host, and enter the DS record at the registrar",
    ...atRecord(zone, record),
  };
  return [finding];
};
