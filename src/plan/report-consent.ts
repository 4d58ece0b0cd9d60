/**
 * The records by which a domain consents to DMARC reports about others (RFC 9990 §4, RFC 9991 §3): receivers send them to another
 * organization only then. Where one stack has both domains, it publishes them by itself.
 */
import { type DmarcAt, governing, organizationByWalk } from "../mail/governing-policy.ts";
import { CONSENT, CONSENT_TEXT, consentName, destinations } from "../mail/report-destinations.ts";
import { isDmarc } from "../mail/text-kind.ts";
import type { Domain } from "../preset/domain.ts";
import { isWithin, lengthFault, type Name, parentName } from "../zone/name.ts";
import { organizationalDomain } from "../zone/public-suffix.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { type DmarcRecord, dmarcAt, readDmarc } from "./dmarc-at.ts";
import type { Zone } from "./zone.ts";
import { zoneIndex } from "./zone-index.ts";

/** Reports about one domain that go to another organization, which the specs manage too. */
export interface ForeignReports {
  readonly zone: Zone;
  /** The policy that asks for them. */
  readonly record: ZoneRecord;
  readonly reporter: Domain;
  /** The domain that the policy is for. */
  readonly domain: Name;
  /** Where they go. */
  readonly destination: Name;
  /** The zone of that. */
  readonly holder: Zone;
}

/** In the order of the zones; of a domain on several clouds as often. */
export function* foreignReports(zones: readonly Zone[]): Generator<ForeignReports> {
  const index = zoneIndex(zones);
  for (const zone of zones) {
    for (const { domain: reporter } of zone.domains) {
      for (const record of reporter.records) {
        const { name, data } = record;
        if (data.type !== "TXT" || !name.startsWith("_dmarc.") || !isDmarc(data.text)) continue;
        const domain = name.slice("_dmarc.".length);
        for (const destination of destinations(readDmarc(data.text))) {
          if (destination === domain) continue;
          const holder = index.zoneOf(destination, zone);
          if (holder === undefined || areOneOrganization(domain, destination, dmarcAt(zones, zone))) continue;
          yield { zone, record, reporter, domain, destination, holder };
        }
      }
    }
  }
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

/** From so many domains on, one record consents to all: it takes less room in the zone than their names would. */
const MOST_NAMED = 20;

/** The domains that take reports about others of their stack, each as it is with its consent. */
export function withReportConsent(zones: readonly Zone[]): ReadonlyMap<Domain, Domain> {
  const wanted = new Map<Domain, Map<Name, Map<Name, ZoneRecord>>>();
  for (const { record, reporter, domain, destination, holder } of foreignReports(zones)) {
    const collector = collectorOf(holder, destination, reporter.spec.stack);
    const name = consentName(domain, destination);
    if (collector === undefined || isSettled(holder, name, destination) || lengthFault(name) !== undefined)
      continue;
    const byDestination = wanted.get(collector) ?? new Map<Name, Map<Name, ZoneRecord>>();
    const records = byDestination.get(destination) ?? new Map<Name, ZoneRecord>();
    wanted.set(collector, byDestination.set(destination, records));
    if (!records.has(name)) records.set(name, consent(name, collector, record));
  }
  return new Map(
    [...wanted].map(([collector, byDestination]) => {
      const consents = [...byDestination].flatMap(([destination, records]) =>
        records.size > MOST_NAMED ? [forAll(destination, [...records.values()])] : [...records.values()],
      );
      return [collector, { ...collector, records: [...collector.records, ...consents] }] as const;
    }),
  );
}

/** The spec of the stack that speaks for the name. */
function collectorOf({ domains }: Zone, destination: Name, stack: string | undefined): Domain | undefined {
  return domains
    .map(({ domain }) => domain)
    .filter(({ spec }) => isWithin(destination, spec.domain))
    .sort((a, b) => b.spec.domain.length - a.spec.domain.length)
    .slice(0, 1)
    .find(({ spec }) => spec.stack === stack);
}

const consent = (name: Name, { spec }: Domain, { origin }: ZoneRecord): ZoneRecord => ({
  name,
  ttl: spec.ttl,
  data: { type: "TXT", text: CONSENT_TEXT },
  origin: { place: origin.place },
});

const forAll = (destination: Name, [first]: readonly ZoneRecord[]): ZoneRecord => ({
  ...(first as ZoneRecord),
  name: `*._report._dmarc.${destination}`,
});

/** Whether the specs say something about the name below `destination`, or leave it to others. */
function isSettled({ owners, external, name: zone }: Zone, name: Name, destination: Name): boolean {
  if (owners.has(name) || external.has(name)) return true;
  for (let at = parentName(name); at.length >= destination.length; at = parentName(at)) {
    const isCut = at !== zone && owners.get(at)?.some(({ type }) => type === "NS");
    const isLeft = external.has(`*.${at}`) || (at !== destination && external.has(at));
    const wildcard = owners.get(`*.${at}`) ?? [];
    if (isCut || isLeft || wildcard.some(({ type, records }) => type === "CNAME" || records.some(isConsent)))
      return true;
  }
  return false;
}

export const isConsent = ({ data }: ZoneRecord): boolean => data.type === "TXT" && CONSENT.test(data.text);
