import { type DmarcAt, governing, organizationByWalk } from "../../mail/governing-policy.ts";
import { type DmarcRecord, dmarcAt } from "../../plan/dmarc-at.ts";
import type { Zone } from "../../plan/zone.ts";
import { type ZoneIndex, zoneIndex } from "../../plan/zone-index.ts";
import { answering } from "../../view/answering.ts";
import { CONSENT, consentName, destinations } from "../../view/report-destinations.ts";
import { textRecords } from "../../view/text-records.ts";
import { atDomain, atRecord } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";

const REPORTING = [
  "domain: example.org",
  "dns: cloudflare",
  "mode: parked",
  "dmarc: {policy: reject, rua: ['mailto:dmarc@example.com']}",
  "",
].join("\n");
const collecting = (...records: readonly string[]): string =>
  `${example("mailbox: tencent-exmail", ...records)}---\n${REPORTING}`;

interface Gap {
  readonly zone: Zone;
  readonly record: ZoneRecord;
  readonly domain: Name;
  /** Where its reports go. */
  readonly destination: Name;
}

export const fleetConsentGap: FleetCheck = {
  id: "fleet-consent-gap",
  severity: "warning",
  rule: "A domain to which other domains of the specs send DMARC reports consents to them, at <domain>._report._dmarc.",
  source: "RFC 9990 §4",
  explanation: {
    why: "Receivers send reports to a mailbox of another organization only if that organization consents with a TXT record.",
    effect: "Receivers do not send the reports, and nobody notices.",
    fix: 'Add {name: "*._report._dmarc", type: TXT, value: v=DMARC1} at the domain that collects the reports, or one such record for each domain.',
    fails: collecting(),
    passes: collecting("records:", '  - {name: "*._report._dmarc", type: TXT, value: v=DMARC1}'),
  },
  checkFleet(zones, report) {
    const index = zoneIndex(zones);
    const byDestination = Map.groupBy(gapsIn(zones, index), ({ destination }) => destination);
    for (const [destination, gaps] of byDestination) {
      const [first] = gaps;
      if (first === undefined) continue;
      const names = [...new Set(gaps.map(({ domain }) => shownName(domain)))];
      const some = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} others`] : names;
      const holder = index.zoneOf(destination, first.zone);
      const collector = holder?.domains.find(({ domain }) => domain.spec.domain === destination)?.domain;
      report({
        message: `${shownName(destination)} does not consent to DMARC reports for ${listed(some)}, so receivers do not send them`,
        help:
          names.length === 1
            ? `add {name: ${names[0]}._report._dmarc, type: TXT, value: v=DMARC1} to the records of ${shownName(destination)}`
            : `add {name: "*._report._dmarc", type: TXT, value: v=DMARC1} to the records of ${shownName(destination)}`,
        ...(collector === undefined
          ? atRecord(first.zone, first.record)
          : {
              ...atDomain(collector),
              related: gaps.slice(0, 3).map(({ record, domain }) => ({
                place: record.origin.place,
                note: `reports for ${shownName(domain)}`,
              })),
            }),
      });
    }
  },
};

/** The policies whose reports go to a domain that does not consent to them. */
function gapsIn(zones: readonly Zone[], index: ZoneIndex): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const zone of zones) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const domain = record.name.slice("_dmarc.".length);
      for (const destination of destinations(dmarc)) {
        if (destination === domain) continue;
        const holder = index.zoneOf(destination, zone);
        if (holder === undefined || consents(holder, domain, destination)) continue;
        if (areOneOrganization(domain, destination, dmarcAt(zones, zone))) continue;
        gaps.push({ zone, record, domain, destination });
      }
    }
  }
  return gaps;
}

/**
 * Consent is only needed between two organizations (RFC 9990 §4), those of the tree walk. For a destination without any
 * DMARC record, or behind one that cannot be seen, those of the public suffix list count.
 */
function areOneOrganization(domain: Name, destination: Name, at: DmarcAt<DmarcRecord>): boolean {
  const [own, other] = [organizationByWalk(domain, at), organizationByWalk(destination, at)];
  if (own === other && own !== "hidden") return true;
  const isUnclear =
    own === "hidden" || other === "hidden" || governing(destination, "walk", at) === undefined;
  return isUnclear && organizationalDomain(domain) === organizationalDomain(destination);
}

function consents(holder: Zone, domain: Name, destination: Name): boolean {
  const name = consentName(domain, destination);
  const above = [
    name,
    `_report._dmarc.${destination}`,
    `_dmarc.${destination}`,
    `*._report._dmarc.${destination}`,
  ];
  if (above.some((at) => holder.external.has(at))) return true;
  const rrsets = answering(holder, name) ?? [];
  return rrsets.some(
    ({ type, records }) =>
      type === "CNAME" ||
      (type === "TXT" && records.some(({ data }) => data.type === "TXT" && CONSENT.test(data.text))),
  );
}
