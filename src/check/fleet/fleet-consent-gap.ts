import { CONSENT_TEXT, consentName } from "../../mail/report-destinations.ts";
import { type ForeignReports, foreignReports, isConsent } from "../../plan/report-consent.ts";
import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { printValue } from "../../source/print.ts";
import { answering } from "../../view/answering.ts";
import { atDomain, atRecord } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { type Name, nearestAbove, relativeName } from "../../zone/name.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";

const BOTH = `${example("mailbox: tencent-exmail")}---
domain: example.org
dns: cloudflare
mode: parked
dmarc: {policy: reject, rua: ['mailto:dmarc@example.com']}
`;

export const fleetConsentGap: FleetCheck = {
  id: "fleet-consent-gap",
  severity: "warning",
  rule: "A domain to which other domains of the specs send DMARC reports consents to them, at <domain>._report._dmarc; a stack publishes that by itself only for its own domains.",
  source: "RFC 9990 §4",
  explanation: {
    why: "Receivers send reports to a mailbox of another organization only if that organization consents with a TXT record. Where one stack has both domains, mailzone publishes it; it does not change the zones of other stacks.",
    effect: "Receivers do not send the reports, and nobody notices.",
    fix: 'Add {name: "*._report._dmarc", type: TXT, value: v=DMARC1} at the domain that collects the reports, or one such record for each domain.',
    fails:
      "# no single spec can show this: it needs two stacks, one with the domain that collects the reports\n",
    passes: BOTH,
  },
  checkFleet(zones, report) {
    const index = zoneIndex(zones);
    const byDestination = Map.groupBy(gapsIn(zones), ({ destination }) => destination);
    for (const [destination, gaps] of byDestination) {
      const [first] = gaps;
      if (first === undefined) continue;
      const names = [...new Set(gaps.map(({ domain }) => shownName(domain)))];
      const some = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} others`] : names;
      const holder = index.zoneOf(destination, first.zone);
      // the mailbox may be at a name below a mail domain
      const keeper = nearestAbove(destination, holder?.domains.map(({ domain }) => domain.spec.domain) ?? []);
      const collector = holder?.domains.find(({ domain }) => domain.spec.domain === keeper)?.domain;
      const owner =
        names.length === 1 ? consentName(first.domain, destination) : `*._report._dmarc.${destination}`;
      const written = printValue(relativeName(owner, keeper ?? destination));
      report({
        message: `${shownName(destination)} does not consent to DMARC reports for ${listed(some)}, so receivers do not send them`,
        help: `add {name: ${written}, type: TXT, value: ${CONSENT_TEXT}} to the records of ${shownName(keeper ?? destination)}`,
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
const gapsIn = (zones: readonly Zone[]): readonly ForeignReports[] =>
  [...foreignReports(zones)].filter(
    ({ holder, domain, destination }) => !consents(holder, domain, destination),
  );

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
  return rrsets.some(({ type, records }) => type === "CNAME" || records.some(isConsent));
}
