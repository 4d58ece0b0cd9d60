/** Records that a spec has at names for which the spec of another domain speaks. */
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import type { Grant, Spec } from "../spec/spec.ts";
import type { Name } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";
import { type SpeakerOf, speakersAmong } from "./speakers.ts";

export interface Visit {
  readonly zone: Zone;
  readonly record: ZoneRecord;
  /** The domain whose spec has the record. */
  readonly visitor: Domain;
  /** The specs that speak for the name: one, unless its domain has specs in several stacks. */
  readonly hosts: readonly [Spec, ...Spec[]];
  /** What allows it; absent if no spec of the name's own domain does. */
  readonly grant?: Grant;
}

/** All of a run, in the order of the zones. */
export const visitsIn = once((zones: readonly Zone[]): readonly Visit[] => visitsTo(zones, specsOf(zones)));

/** Those at names of the given specs' domains, unless a spec of the zones themselves speaks for the name. */
export function visitsToOthers(zones: readonly Zone[], others: readonly Spec[]): readonly Visit[] {
  const own = speakersAmong(specsOf(zones));
  return visitsTo(zones, others).filter(({ record }) => own(record.name) === undefined);
}

/** Names that no spec's domain covers. */
export function hasUnspoken(zones: readonly Zone[]): boolean {
  const own = speakersAmong(specsOf(zones));
  return zones.some(({ rrsets }) => rrsets.some(({ name }) => own(name) === undefined));
}

const specsOf = (zones: readonly Zone[]): Spec[] =>
  zones.flatMap(({ domains }) => domains.map(({ domain }) => domain.spec));

function visitsTo(zones: readonly Zone[], specs: readonly Spec[]): Visit[] {
  const speakerOf = speakersFor(specs);
  const visits: Visit[] = [];
  let byName: ReadonlyMap<Name, readonly Spec[]> | undefined;
  for (const [visitor, zone] of domainsOf(zones)) {
    for (const record of visitor.records) {
      const speaker = speakerOf(record, visitor.spec);
      if (speaker === undefined || speaker === visitor.spec.domain) continue;
      byName ??= Map.groupBy(new Set(specs), ({ domain }) => domain);
      const all = byName.get(speaker) ?? [];
      const inStack = all.filter(({ stack }) => stack === visitor.spec.stack);
      const hosts = (inStack.length > 0 ? inStack : all) as [Spec, ...Spec[]];
      const grant = hosts.flatMap(({ grants }) => grants).find((one) => allows(one, visitor, record));
      visits.push({ zone, record, visitor, hosts, ...(grant && { grant }) });
    }
  }
  return visits;
}

/**
 * The NS records of a zone below belong to the zone above (RFC 1034 §4.2.1): among the specs of the record's own zone, the
 * nearest speaks for them. Whatever else is at the name is the child's.
 */
function speakersFor(specs: readonly Spec[]): (record: ZoneRecord, visitor: Spec) => Name | undefined {
  const speakerOf = speakersAmong(specs);
  const zones = new Set(specs.map(({ zone }) => zone));
  const inZone = new Map<Name, SpeakerOf>();
  return ({ name, data }, { zone }) => {
    if (data.type !== "NS" || name === zone || !zones.has(name)) return speakerOf(name);
    const own = inZone.get(zone) ?? speakersAmong(specs.filter((spec) => spec.zone === zone));
    inZone.set(zone, own);
    return own(name);
  };
}

/** A domain on several clouds is in several zones; here it counts in the first. */
function domainsOf(zones: readonly Zone[]): ReadonlyMap<Domain, Zone> {
  const first = new Map<Domain, Zone>();
  for (const zone of zones) {
    for (const { domain } of zone.domains) if (!first.has(domain)) first.set(domain, zone);
  }
  return first;
}

const allows = ({ to, names }: Grant, { spec }: Domain, { name }: ZoneRecord): boolean =>
  to === spec.domain && (names === undefined || names.has(name));
