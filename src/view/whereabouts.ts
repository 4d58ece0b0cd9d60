/** Where findings point: a record's spec line, its domain, and what else is involved. */
import type { Finding, Place, Related } from "../finding.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import { printValue } from "../source/print.ts";
import { shownData } from "../words/record.ts";
import { relativeName, withoutDot } from "../zone/name.ts";
import { conflictPlaces, type Origin, presetPlace, type ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";
import { namedAs } from "./preset-uses.ts";

export type Whereabouts = Pick<Finding, "domain" | "owner" | "place" | "endColumn" | "related">;

/** The domain whose spec or preset the record comes from. */
export const domainOf = (zone: Zone, record: ZoneRecord): Domain | undefined =>
  domainsByOrigin(zone).get(record.origin);

const domainsByOrigin = once(
  (zone: Zone): ReadonlyMap<Origin, Domain> =>
    new Map(
      zone.domains.flatMap(({ domain }) => domain.records.map(({ origin }) => [origin, domain] as const)),
    ),
);

/** Whereabouts of a finding on a domain as a whole. */
export function atDomain({ spec }: Domain): Whereabouts {
  return { domain: withoutDot(spec.domain), place: spec.place };
}

/** Whereabouts of a finding on one record. */
export function atRecord(zone: Zone, record: ZoneRecord, others: readonly Related[] = []): Whereabouts {
  const domain = domainOf(zone, record);
  const related = [...presetPlace(record.origin), ...others];
  return {
    ...(domain === undefined ? {} : { domain: withoutDot(domain.spec.domain) }),
    owner: record.name,
    place: record.origin.place,
    ...(related.length > 0 ? { related } : {}),
  };
}

/** The record to edit: the last in the specs that is not from a preset; if all are, the last of them. */
export function editable(records: readonly [ZoneRecord, ...ZoneRecord[]]): ZoneRecord {
  const own = records.filter(({ origin }) => origin.preset === undefined);
  const last = (a: ZoneRecord, b: ZoneRecord): ZoneRecord =>
    comparePlaces(a.origin.place, b.origin.place) > 0 ? a : b;
  return own.length > 0 ? own.reduce(last) : records.reduce(last);
}

/** By file, line and column. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** Whereabouts of a conflict: the place of one record, and both places of each of the others. */
export function atConflict(zone: Zone, at: ZoneRecord, others: readonly ZoneRecord[]): Whereabouts {
  return atRecord(
    zone,
    at,
    others.flatMap((other) => conflictPlaces(other, shownData(other))),
  );
}

/** The spec text that excludes a preset's records at the record's owner; undefined if there is none. */
export function leaveOut(zone: Zone, record: ZoneRecord): string | undefined {
  const spec = domainOf(zone, record)?.spec;
  const id = record.origin.preset?.id;
  // at the mail domain itself, `without` would exclude MX and SPF too
  if (spec === undefined || id === undefined || record.name === spec.domain) return undefined;
  const owner = relativeName(record.name, spec.domain);
  const without = `without: ${printValue([owner])}`;
  const named = namedAs(spec, id);
  if (spec.senders.some((use) => use.id === id)) return `senders: [{${named}, ${without}}]`;
  if (spec.gateway?.id === id) return `gateway: {${named}, ${without}}`;
  if (record.origin.place === spec.migration?.from.place) return `migrate: {from: {${named}, ${without}}}`;
  return spec.input.mailbox === undefined ? undefined : `mailbox: {${named}, ${without}}`;
}

/** The edit that ends a conflict between `at` and `other`. */
export function settle(zone: Zone, at: ZoneRecord, other: ZoneRecord): string {
  const [own, theirs] = [leaveOut(zone, at), leaveOut(zone, other)];
  if (at.origin.preset === undefined) {
    const remove = `delete this ${at.data.type} record`;
    if (other.origin.preset === undefined) return `${remove} or the other one`;
    return theirs === undefined ? remove : `${remove}, or keep it and exclude the preset's with ${theirs}`;
  }
  const ways = new Set([own, theirs].filter((way) => way !== undefined));
  return ways.size > 0
    ? `exclude one of the two with ${[...ways].join(" or ")}`
    : "use only one of the two presets, or give their parameters other values";
}
