/** `dns-consent`: domains outside of the specs that DMARC reports go to have consented to them. */
import type { Finding } from "../../finding.ts";
import { CONSENT, consentName, destinations } from "../../mail/report-destinations.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { textRecords } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import type { Judge } from "./judge.ts";

export const reportConsent: Judge = async (zone, zones, resolver) => {
  const index = zoneIndex(zones);
  const found = await Promise.all(
    textRecords(zone).policies.map(async ({ record, dmarc }): Promise<Finding[]> => {
      const domain = record.name.slice("_dmarc.".length);
      const foreign = [...destinations(dmarc)].filter(
        (destination) =>
          // fleet-consent-gap judges those of the specs
          index.zoneOf(destination, zone) === undefined &&
          organizationalDomain(destination) !== organizationalDomain(domain),
      );
      const lacking = await Promise.all(
        foreign.map(async (destination) => {
          const { outcome, records } = await resolver.lookUp(consentName(domain, destination), "TXT");
          const consents = records.some(({ data }) => data.type === "TXT" && CONSENT.test(data.text));
          return consents || outcome === "failed" ? [] : [destination];
        }),
      );
      return lacking.flat().map((destination) => ({
        code: "dns-consent",
        severity: "warning",
        message: `${shownName(destination)} does not consent to DMARC reports about ${shownName(domain)}, so receivers send it none (RFC 9990 §4)`,
        help: `have it publish the TXT record v=DMARC1 at ${shownName(consentName(domain, destination))}, or send the reports elsewhere`,
        ...atRecord(zone, record),
      }));
    }),
  );
  return found.flat();
};
