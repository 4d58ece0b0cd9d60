/** Puts every domain on each of its clouds, and joins the specs that share a zone. */
import type { Cloud } from "../cloud/cloud.ts";
import { cloudOf } from "../cloud/clouds.ts";
import type { Finding, Place } from "../finding.ts";
import type { Domain } from "../preset/domain.ts";
import type { CloudUse, Dnssec } from "../spec/spec.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { compareNames, compareText } from "../zone/order.ts";
import { isNullMx } from "../zone/rdata.ts";
import { joinRecords, type RRset, type ZoneRecord } from "../zone/rrset.ts";
import { withShortTtls } from "./migration-ttl.ts";
import { withPointers } from "./pointers.ts";
import { withReportConsent } from "./report-consent.ts";
import { withoutWeakerPolicies } from "./weaker-policies.ts";
import type { Zone, ZoneCreation, ZoneDomain } from "./zone.ts";

export interface Placed {
  /** By zone name, cloud and account. */
  readonly zones: readonly Zone[];
  /** Specs that give one zone different ids, give an id to a zone that another spec creates, or differ about its signing. */
  readonly findings: readonly Finding[];
}

interface Placement {
  readonly domain: Domain;
  readonly use: CloudUse;
}

/** The zones of the domains. The same domains give the same zones in any order. */
export function placeDomains(domains: readonly Domain[]): Placed {
  const placer = new Placer();
  placer.add(domains);
  return placer.finish();
}

interface Site {
  readonly placements: Placement[];
  joined?: Joined;
}

/** Builds zones from domains as they come in. */
export class Placer {
  readonly #byZone = new Map<string, Site>();

  /** The new zones of these domains, which stay as they are unless a later domain joins them. */
  add(domains: readonly Domain[]): readonly Zone[] {
    const fresh: Site[] = [];
    for (const domain of domains) {
      for (const use of domain.spec.clouds) {
        const key = `${domain.spec.zone} ${use.cloud} ${use.account ?? ""}`;
        const known = this.#byZone.get(key);
        if (known === undefined) {
          const made: Site = { placements: [{ domain, use }] };
          this.#byZone.set(key, made);
          fresh.push(made);
          continue;
        }
        // a cloud that appears twice in `dns` was refused when the spec was read: here it counts once
        if (known.placements.at(-1)?.domain === domain) continue;
        known.placements.push({ domain, use });
        delete known.joined;
      }
    }
    return fresh.map((place) => join(place).zone);
  }

  /** All zones, by zone name, cloud and account. */
  finish(): Placed {
    const keys = [...this.#byZone.keys()].sort(compareText);
    const sites = keys.map((key) => this.#byZone.get(key) as Site);
    for (const changed of [withoutWeakerPolicies, withReportConsent, withPointers]) {
      const others = changed(sites.map((site) => join(site).zone));
      for (const site of sites) exchange(site, others);
    }
    const all = sites.map(join);
    return { zones: all.map(({ zone }) => zone), findings: all.flatMap(({ findings }) => findings) };
  }
}

/** Puts other domains in the place of some. */
function exchange(site: Site, others: ReadonlyMap<Domain, Domain>): void {
  for (const [i, { domain, use }] of site.placements.entries()) {
    const other = others.get(domain);
    if (other === undefined) continue;
    site.placements[i] = { domain: other, use };
    delete site.joined;
  }
}

interface Joined {
  readonly zone: Zone;
  readonly findings: readonly Finding[];
}

function join(place: Site): Joined {
  place.joined ??= joinZone(place.placements.sort(comparePlacements));
  return place.joined;
}

/**
 * A domain before those below it, so that a spec for a new subdomain takes no RRset from the domain above. A domain in
 * two specs (which `fleet-dup-domain` refuses) is ordered by where they name it.
 */
function comparePlacements(a: Placement, b: Placement): number {
  return (
    compareNames(a.domain.spec.domain, b.domain.spec.domain) ||
    compareText(a.use.place.file, b.use.place.file) ||
    (a.use.place.line ?? 0) - (b.use.place.line ?? 0) ||
    (a.use.place.column ?? 0) - (b.use.place.column ?? 0)
  );
}

function joinZone(placements: readonly Placement[]): Joined {
  const findings: Finding[] = [];
  const first = placements[0] as Placement;
  const { zone: name } = first.domain.spec;
  const { account } = first.use;
  const cloud = cloudOf(first.use.cloud);
  const adapted = placements.map(({ domain }) => adapt(domain, cloud));
  const [only] = adapted;
  const { rrsets, owners } = joinRecords(
    adapted.length === 1 && only ? only.records : adapted.flatMap(({ records }) => records),
  );
  const shares = shareRRsets(rrsets, adapted);
  const zoneId = oneZoneId(placements, findings);
  const create = creationOf(placements, findings);
  const dnssec = oneDnssec(placements, findings);
  const zone: Zone = {
    name,
    cloud,
    ...(account !== undefined && { account }),
    ...(create === undefined ? zoneId !== undefined && { zoneId } : { create }),
    ...(dnssec !== undefined && { dnssec }),
    domains: placements.map(
      ({ domain, use }, i): ZoneDomain => ({
        domain,
        rrsets: shares[i] as readonly RRset[],
        omitted: (adapted[i] as Adapted).omitted,
        place: use.place,
      }),
    ),
    rrsets,
    owners,
    external: joinExternal(placements),
    flattenApex:
      cloud.limits.apexCname.able &&
      placements.some(({ domain }) => domain.spec.input.cloudflare?.apexCname === "flatten"),
  };
  return { zone, findings };
}

interface Adapted {
  readonly records: readonly ZoneRecord[];
  readonly omitted: readonly ZoneRecord[];
}

/**
 * A domain's records as the cloud can hold them. Only preset records are changed: a preference outside the cloud's range
 * becomes the nearest in it, and a null MX or null SRV that cannot be stored is left out (mode `parked` is a preset
 * too), and what a migration changes has a short TTL. What the user wrote stays as it is, for a check to refuse.
 */
function adapt(domain: Domain, cloud: Cloud): Adapted {
  const { limits } = cloud;
  const { nullMx, nullSrv, preference } = limits;
  const wanted = withShortTtls(domain, cloud);
  if (preference.min === 0 && nullMx.able && nullSrv.able) return { records: wanted, omitted: [] };
  const records: ZoneRecord[] = [];
  const omitted: ZoneRecord[] = [];
  for (const record of wanted) {
    const { data, origin } = record;
    if (origin.preset === undefined) {
      records.push(record);
    } else if (data.type === "SRV" && data.target === ".") {
      (nullSrv.able ? records : omitted).push(record);
    } else if (data.type !== "MX") {
      records.push(record);
    } else if (isNullMx(data)) {
      (nullMx.able ? records : omitted).push(record);
    } else {
      const nearest = Math.min(Math.max(data.preference, preference.min), preference.max);
      const changed = { ...record, data: { ...data, preference: nearest }, adaptedFrom: data };
      records.push(nearest === data.preference ? record : changed);
    }
  }
  return { records, omitted };
}

/** Each domain's share of the zone: an RRset that several domains write belongs to the first. */
function shareRRsets(rrsets: readonly RRset[], adapted: readonly Adapted[]): readonly (readonly RRset[])[] {
  if (adapted.length === 1) return [rrsets];
  const writers = new Map<ZoneRecord, number>();
  for (const [i, { records }] of adapted.entries()) {
    for (const record of records) if (!writers.has(record)) writers.set(record, i);
  }
  const shares: RRset[][] = adapted.map(() => []);
  for (const rrset of rrsets) shares[writers.get(rrset.records[0] as ZoneRecord) as number]?.push(rrset);
  return shares;
}

function joinExternal(placements: readonly Placement[]): ReadonlySet<Name> {
  const [only, ...others] = placements as [Placement, ...Placement[]];
  if (others.length === 0) return only.domain.spec.external;
  return new Set(placements.flatMap(({ domain }) => [...domain.spec.external]));
}

/** The id that the specs of a zone give it, if any; a finding for each spec that gives a different one. */
function oneZoneId(placements: readonly Placement[], findings: Finding[]): string | undefined {
  let known: { readonly id: string; readonly place: Place } | undefined;
  for (const { domain, use } of placements) {
    if (use.zoneId === undefined) continue;
    known ??= { id: use.zoneId, place: use.place };
    if (use.zoneId === known.id) continue;
    findings.push({
      code: "dns-zone-id",
      severity: "error",
      message: `the zone ${withoutDot(domain.spec.zone)} has the zoneId ${use.zoneId} here and ${known.id} elsewhere, so its records would be split between two zones`,
      help: "give every spec of the zone the same zoneId, or give it in only one of them",
      domain: withoutDot(domain.spec.domain),
      place: use.place,
      related: [{ place: known.place, note: `zoneId ${known.id}` }],
    });
  }
  return known?.id;
}

/** The spec that creates the zone, if any; a finding for each spec that gives the zone an id. */
function creationOf(placements: readonly Placement[], findings: Finding[]): ZoneCreation | undefined {
  const creator = placements.find(({ use }) => use.create);
  if (creator === undefined) return undefined;
  const create = { place: creator.use.place, domain: creator.domain.spec.domain };
  for (const { domain, use } of placements) {
    // both in one item were refused when the spec was read
    if (use.zoneId === undefined || use.create) continue;
    findings.push({
      code: "dns-zone-id",
      severity: "error",
      message: `the zone ${withoutDot(domain.spec.zone)} has the zoneId ${use.zoneId} here, but the spec of ${withoutDot(create.domain)} creates it, so it is unclear whether it exists`,
      help: "delete zoneId, or delete create: true if the zone already exists",
      domain: withoutDot(domain.spec.domain),
      place: use.place,
      related: [{ place: create.place, note: "create: true" }],
    });
  }
  return create;
}

/** What the specs of a zone say of its signing, if anything; a finding for each that says something else. */
function oneDnssec(placements: readonly Placement[], findings: Finding[]): Dnssec | undefined {
  let known: Dnssec | undefined;
  for (const { domain, use } of placements) {
    if (use.dnssec === undefined) continue;
    known ??= use.dnssec;
    if (use.dnssec.is === known.is) continue;
    findings.push({
      code: "dns-dnssec-differs",
      severity: "error",
      message: `the zone ${withoutDot(domain.spec.zone)} has dnssec: ${use.dnssec.is === "on"} here and dnssec: ${known.is === "on"} elsewhere, so it is unclear whether it is signed`,
      help: "write the same in every spec of the zone, or write it in only one of them",
      domain: withoutDot(domain.spec.domain),
      place: use.dnssec.place,
      related: [{ place: known.place, note: `dnssec: ${known.is === "on"}` }],
    });
  }
  return known;
}
