/** What a run changes: the records that the stack owns, compared with those that its specs want. Plain data. */
import { cloudOfRecord } from "../cloud/clouds.ts";
import type { Raised } from "../cloud/raise.ts";
import { parseRecordName } from "../cloud/resource-name.ts";
import type { OwnedResource } from "../inventory/owned.ts";
import type { PublishedPhase } from "../inventory/published-phase.ts";
import type { PublishedSts } from "../inventory/published-sts.ts";
import type { StsMode } from "../mail/mta-sts.ts";
import type { PlannedResource } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { absolute, type Name, nearestAbove, parentName, withoutDot } from "../zone/name.ts";
import { compareNames, compareRdata, compareText } from "../zone/order.ts";
import { printRdata, type Rdata, type RecordType } from "../zone/rdata.ts";
import { recordsAt, type ZoneRecord } from "../zone/rrset.ts";

/** A zone at one cloud and account, as resource names have it. */
export interface Spot {
  readonly cloud: CloudId;
  /** Absent for the default account. */
  readonly account?: string;
  readonly zone: Name;
}

/** A readable record of the state. */
export interface OwnedRecord extends Raised {
  readonly resource: OwnedResource;
  readonly spot: Spot;
  /** The mail domain to which it belongs. */
  readonly domain: Name;
}

/** A zone's name servers in DNS: their names, none if the zone is not delegated, unknown if the lookup failed. */
export type Delegation = readonly Name[] | "unknown";

/** How many deletions are too many: more than `percent` of what the stack owns, and at least `least`. */
export interface DeletionLimit {
  readonly percent: number;
  readonly least: number;
}

export interface Change {
  readonly zones: readonly Zone[];
  /** Everything that the stack owns, including what could not be read. */
  readonly owned: readonly OwnedResource[];
  readonly records: readonly OwnedRecord[];
  /** Resources that the engine will delete because no spec wants them any more. */
  readonly deleted: readonly OwnedResource[];
  /** Mail domains of which the stack owns records but wants none. */
  readonly goneDomains: ReadonlySet<Name>;
  /** Those of them that another stack's specs publish in the same zone, with that stack and this one. */
  readonly elsewhere: ReadonlyMap<Name, Elsewhere>;
  readonly deletionLimit: DeletionLimit;
  /** By zone name, for zones that leave a cloud; absent if DNS was not asked. */
  readonly delegations: ReadonlyMap<Name, Delegation>;
  /** The phases of migrations that the state remembers, by mail domain. */
  readonly published: ReadonlyMap<Name, PublishedPhase>;
  /** The MTA-STS policies that the state remembers, by mail domain. */
  readonly stsPolicies: ReadonlyMap<Name, PublishedSts>;
  /** What web servers have, by mail domain, for domains that get MX hosts; absent if they were not asked. */
  readonly servedPolicies: ReadonlyMap<Name, ServedSts>;
  /** Zones whose signing is switched off. */
  readonly unsigned: readonly Zone[];
  /** What the zones above say of these, by zone name; absent if DNS was not asked. */
  readonly vouched: ReadonlyMap<Name, Vouched>;
  readonly now: Date;
}

/** A policy that senders would fetch now, or why they would get none. */
export type ServedSts =
  | { readonly mode: StsMode | undefined; readonly mx: readonly string[] }
  | { readonly failure: string };

/** The DS records of a zone as they are printed, none if it has none, with the longest TTL in seconds; unknown if the lookup failed. */
export type Vouched = { readonly records: readonly string[]; readonly ttl: number } | "unknown";

export interface Elsewhere {
  readonly stack: string;
  /** This stack. */
  readonly from: string;
  /** The fleet that both are shards of. */
  readonly fleet?: string;
}

/**
 * Compares what is owned with what is wanted. `ownedDomains` are the mail domains in the state, without final dots.
 * The caller adds the delegations, once `leftSpots` says which ones matter, the policies that are served, what is elsewhere, and which
 * zones are no longer signed.
 */
export function changeOf(
  zones: readonly Zone[],
  planned: readonly PlannedResource[],
  owned: readonly OwnedResource[],
  ownedDomains: readonly string[],
  {
    deletionLimit,
    published,
    stsPolicies,
    now,
  }: Pick<Change, "deletionLimit" | "published" | "stsPolicies" | "now">,
): Change {
  const wanted = new Set(planned.map(({ type, name }) => `${type} ${name}`));
  const wantedDomains = new Set(
    zones.flatMap(({ domains }) => domains.map(({ domain }) => domain.spec.domain)),
  );
  const had = ownedDomains.map(absolute);
  const domains = [...new Set([...wantedDomains, ...had])];
  const records = owned.flatMap((resource) => readOwnedRecord(resource, domains) ?? []);
  return {
    zones,
    owned,
    records: records.sort(compareRecords),
    deleted: owned.filter(({ type, name }) => !wanted.has(`${type} ${name}`)),
    goneDomains: new Set(had.filter((domain) => !wantedDomains.has(domain))),
    elsewhere: new Map(),
    deletionLimit,
    delegations: new Map(),
    published,
    stsPolicies,
    servedPolicies: new Map(),
    unsigned: [],
    vouched: new Map(),
    now,
  };
}

function readOwnedRecord(resource: OwnedResource, domains: readonly Name[]): OwnedRecord | undefined {
  const cloud = cloudOfRecord(resource.type);
  const raised = cloud?.raise(resource.outputs);
  const named = parseRecordName(resource.name);
  if (cloud === undefined || raised === undefined || named === undefined) return undefined;
  const { account, zone } = named;
  const spot: Spot = { cloud: cloud.id, zone, ...(account !== undefined && { account }) };
  // the NS of a zone below are the business of the domain above it (RFC 1034 §4.2.1)
  const isCut = raised.type === "NS" && raised.name !== zone;
  const domain = nearestAbove(isCut ? parentName(raised.name) : raised.name, domains) ?? zone;
  return { ...raised, resource, spot, domain };
}

const compareRecords = (a: OwnedRecord, b: OwnedRecord): number =>
  compareNames(a.name, b.name) || compareText(a.resource.name, b.resource.name);

/** Whether the zone is that spot. */
export const isAt = (zone: Zone, spot: Spot): boolean =>
  zone.cloud.id === spot.cloud && zone.account === spot.account && zone.name === spot.zone;

const hasDomain = (zone: Zone, domain: Name): boolean =>
  zone.domains.some((one) => one.domain.spec.domain === domain);

/** The wanted zones of a domain. */
export const zonesOf = (change: Change, domain: Name): readonly Zone[] =>
  change.zones.filter((zone) => hasDomain(zone, domain));

/** The zones that a domain leaves while it remains in others, each once. */
export function leftSpots(change: Change): (Spot & { readonly domains: readonly Name[] })[] {
  const left = new Map<string, { spot: Spot; domains: Set<Name> }>();
  for (const { spot, domain } of change.records) {
    const zones = zonesOf(change, domain);
    if (zones.length === 0 || zones.some((zone) => isAt(zone, spot))) continue;
    const key = spotKey(spot);
    const known = left.get(key) ?? { spot, domains: new Set() };
    left.set(key, { spot, domains: known.domains.add(domain) });
  }
  return [...left.values()].map(({ spot, domains }) => ({ ...spot, domains: [...domains] }));
}

export const spotKey = ({ cloud, account, zone }: Spot): string => `${cloud} ${account ?? ""} ${zone}`;

/** The records of one type that a name had, and those that it will have. */
export interface NameChange {
  readonly name: Name;
  readonly domain: Name;
  readonly before: readonly Rdata[];
  /** The longest TTL of the records before, in seconds. */
  readonly ttl: number;
  readonly after: readonly ZoneRecord[];
  /** The wanted zone with the records of `after`, or where they would be; undefined if the domain is gone. */
  readonly zone: Zone | undefined;
}

/**
 * The names at which the stack owns records of a type, each once, on however many clouds they are. The new records are
 * those in the same zone, or, if the domain has left it, those in all its zones.
 */
export function changesOf(change: Change, type: RecordType): NameChange[] {
  const found = new Map<string, NameChange>();
  const groups = Map.groupBy(
    change.records.filter((record) => record.type === type),
    ({ spot, name }) => `${spotKey(spot)} ${name}`,
  );
  for (const same of groups.values()) {
    const [first] = same;
    if (first === undefined) continue;
    const { name, domain, spot } = first;
    const all = zonesOf(change, domain);
    const here = all.filter((zone) => isAt(zone, spot));
    const zones = here.length > 0 ? here : all;
    const one: NameChange = {
      name,
      domain,
      before: same.flatMap(({ data }) => data).sort(compareRdata),
      ttl: Math.max(...same.map(({ ttl }) => ttl ?? 0)),
      after: zones.flatMap((zone) => recordsAt(zone.owners, name, type)),
      zone: zones[0],
    };
    const shown = (data: readonly Rdata[]): string => data.map(printRdata).sort().join(" ");
    const key = `${name} ${shown(one.before)} > ${shown(one.after.map(({ data }) => data))}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** The wanted records of one type at names where the stack owns none, of domains of which it owns records there. */
export function additionsOf(change: Change, type: RecordType): NameChange[] {
  const owned = new Set(
    change.records.flatMap((one) => [
      `${spotKey(one.spot)} ${one.domain}`,
      `${spotKey(one.spot)} ${one.name} ${one.type}`,
    ]),
  );
  const found = new Map<string, NameChange>();
  for (const zone of change.zones) {
    const { cloud, account, name: zoneName } = zone;
    const key = spotKey({ cloud: cloud.id, zone: zoneName, ...(account !== undefined && { account }) });
    const domains = zone.domains.map(({ domain }) => domain.spec.domain);
    for (const { name, type: own, records } of zone.rrsets) {
      if (own !== type || owned.has(`${key} ${name} ${type}`)) continue;
      const domain = nearestAbove(name, domains) ?? zoneName;
      if (!owned.has(`${key} ${domain}`) || found.has(name)) continue;
      found.set(name, { name, domain, before: [], ttl: 0, after: records, zone });
    }
  }
  return [...found.values()];
}

/** Whether mailzone will not see a text, because its name is behind a CNAME or something else manages it. */
export const isElsewhere = ({ zone, name }: NameChange): boolean =>
  zone !== undefined && (zone.external.has(name) || recordsAt(zone.owners, name, "CNAME").length > 0);

/** The place of a finding about a domain: the line that names it. */
export function aboutDomain(change: Change, domain: Name) {
  const place = zonesOf(change, domain)[0]?.domains.find((one) => one.domain.spec.domain === domain)?.domain
    .spec.place;
  return { domain: withoutDot(domain), ...(place !== undefined && { place }) };
}

/** The place of a finding about a name: the record that the spec has there, or else the line that names the domain. */
export function aboutName(change: Change, { name, domain, after }: NameChange) {
  const place = after[0]?.origin.place;
  return { owner: name, ...aboutDomain(change, domain), ...(place !== undefined && { place }) };
}

/** Changes by their mail domain, in the order in which the domains first come. */
export const byDomain = <T extends { readonly domain: Name }>(changes: readonly T[]): Map<Name, T[]> =>
  Map.groupBy(changes, ({ domain }) => domain);
