/** `dns-report-mailbox`: the domains that reports go to by mail accept mail. */
import type { Finding } from "../../finding.ts";
import { mailtoDomain } from "../../mail/mail-address.ts";
import { destinations } from "../../mail/report-destinations.ts";
import { isTlsRpt, parseTlsRpt } from "../../mail/tls-rpt.ts";
import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { textRecords } from "../../view/text-records.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { absolute, type Name } from "../../zone/name.ts";
import { isNullMx, type Rdata } from "../../zone/rdata.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { Judge } from "./judge.ts";

export const reportMailboxes: Judge = async (zone, zones, resolver) => {
  const index = zoneIndex(zones);
  const found = await Promise.all(
    reporting(zone).flatMap(({ record, what, hosts }) =>
      // dmarc-rua-self-parked and rpt-mailbox judge the domains of the specs
      hosts
        .filter((host) => !index.zoneOf(host, zone)?.owners.has(host))
        .map(async (host): Promise<Finding[]> => {
          const why = await faultOf(host, resolver);
          if (why === undefined) return [];
          return [
            {
              code: "dns-report-mailbox",
              severity: "warning",
              message: `${shownName(record.name)} has ${what} sent to ${shownName(host)}, ${why}, so they do not arrive`,
              help: "name a mailbox at a domain that receives mail",
              ...atRecord(zone, record),
            },
          ];
        }),
    ),
  );
  return found.flat();
};

interface Reporting {
  readonly record: ZoneRecord;
  readonly what: string;
  readonly hosts: readonly Name[];
}

function reporting(zone: Zone): readonly Reporting[] {
  const dmarc = textRecords(zone).policies.map((one) => ({
    ...{ record: one.record, what: "DMARC reports", hosts: [...destinations(one.dmarc)] },
  }));
  const tls = transportRecords(zone).rpt.map(({ record, text }) => {
    const uris = isTlsRpt(text) ? parseTlsRpt(text).uris.map(({ uri }) => mailtoDomain(uri)) : [];
    const hosts = uris.flatMap((host) => (host === undefined ? [] : [absolute(host)]));
    return { record, what: "TLS reports", hosts: [...new Set(hosts)] };
  });
  return [...dmarc, ...tls];
}

/** A domain without MX takes mail at its own address (RFC 5321 §5.1). */
async function faultOf(host: Name, resolver: Resolver): Promise<string | undefined> {
  const mx = await resolver.lookUp(host, "MX");
  if (mx.outcome === "failed") return undefined;
  if (mx.outcome === "nxdomain") return "which does not exist in DNS";
  if (mx.outcome === "found") {
    const isRefusing = mx.records.every(({ data }) => isNullMx(data as Rdata));
    return isRefusing ? "which accepts no mail (RFC 7505)" : undefined;
  }
  const addresses = await Promise.all([resolver.lookUp(host, "A"), resolver.lookUp(host, "AAAA")]);
  return addresses.every(({ outcome }) => outcome === "nodata")
    ? "which has neither an MX nor an address"
    : undefined;
}
