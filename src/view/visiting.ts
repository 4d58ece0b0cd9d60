/** Records that a spec has at names for which the spec of another domain speaks. */
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import type { Grant } from "../spec/spec.ts";
import type { Name } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";
import { speakersAmong } from "./speakers.ts";

export interface Visit {
  readonly zone: Zone;
  readonly record: ZoneRecord;
  /** The domain whose spec has the record. */
  readonly visitor: Domain;
  /** The domains that speak for the name: one, unless it has specs in several stacks. */
  readonly hosts: readonly [Domain, ...Domain[]];
  /** What allows it; absent if no spec of the name's own domain does. */
  readonly grant?: Grant;
}

/** All of a run, in the order of the zones. */
export const visitsIn = once((zones: readonly Zone[]): readonly Visit[] => {
  // a domain on several clouds is in several zones
  const first = new Map<Domain, Zone>();
  for (const zone of zones) {
    for (const { domain } of zone.domains) if (!first.has(domain)) first.set(domain, zone);
  }
  const speakerOf = speakersAmong(first.keys());
  const visits: Visit[] = [];
  let byName: ReadonlyMap<Name, readonly Domain[]> | undefined;
  for (const [visitor, zone] of first) {
    for (const record of visitor.records) {
      const speaker = speakerOf(record.name);
      if (speaker === undefined || speaker === visitor.spec.domain) continue;
      byName ??= Map.groupBy(first.keys(), ({ spec }) => spec.domain);
      const all = byName.get(speaker) ?? [];
      const inStack = all.filter(({ spec }) => spec.stack === visitor.spec.stack);
      const hosts = (inStack.length > 0 ? inStack : all) as [Domain, ...Domain[]];
      const grant = hosts.flatMap(({ spec }) => spec.grants).find((one) => allows(one, visitor, record));
      visits.push({ zone, record, visitor, hosts, ...(grant && { grant }) });
    }
  }
  return visits;
});

const allows = ({ to, names }: Grant, { spec }: Domain, { name }: ZoneRecord): boolean =>
  to === spec.domain && (names === undefined || names.has(name));
