/** What a live zone holds that is not wanted: which values, which texts, and how each is resolved. */
import type { LiveRecord, LiveValue } from "../cloud/listing.ts";
import type { Comparison, LiveMatch } from "../inventory/compare.ts";
import { strangersAmong } from "../inventory/live-record.ts";
import { textKind } from "../mail/text-kind.ts";
import type { Zone } from "../plan/zone.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import type { RecordType } from "../zone/rdata.ts";
import { recordsAt, type ZoneRecord } from "../zone/rrset.ts";
import { atRecord, domainOf, type Whereabouts } from "./whereabouts.ts";

/** The records that are wanted at a name, of one type or of all. */
export function wantedAt({ zone }: Comparison, name: Name, type?: RecordType): readonly ZoneRecord[] {
  if (type !== undefined) return recordsAt(zone.owners, name, type);
  return (zone.owners.get(name) ?? []).flatMap(({ records }) => records);
}

/** The foreign records of one type, at the names that are to have records. */
export function* foreignOf(comparison: Comparison, type: string): Generator<LiveMatch> {
  for (const match of foreignAtWanted(comparison)) if (match.record.type === type) yield match;
}

/** The foreign records at the names that are to have records. */
export function* foreignAtWanted({ zone, foreign }: Comparison): Generator<LiveMatch> {
  for (const [name, matches] of foreign) if (zone.owners.has(name)) yield* matches;
}

/** The record's values that are not wanted at its name. */
export const strangers = (comparison: Comparison, { name, type, values }: LiveRecord): readonly LiveValue[] =>
  strangersAmong(
    values,
    wantedAt(comparison, name).flatMap(({ data }) => (data.type === type ? [data] : [])),
  );

/** Of a TXT record's values those that are mail policy of a kind that a wanted text at its name is, too. */
export function rivals(comparison: Comparison, record: LiveRecord, kind?: string): readonly LiveValue[] {
  if (record.type !== "TXT" || record.disabled) return [];
  const { name } = record;
  const kinds = new Set(wantedAt(comparison, name, "TXT").map((wanted) => kindOf(name, wanted)));
  return strangers(comparison, record).filter((value) => {
    const own = kindOf(name, value);
    return own !== undefined && kinds.has(own) && (kind === undefined || own === kind);
  });
}

const kindOf = (name: Name, { data }: Pick<LiveValue, "data">): string | undefined =>
  data?.type === "TXT" ? textKind(name, data.text) : undefined;

/** Whereabouts of a finding on a foreign record: the wanted record that it is in the way of. */
export function inTheWayOf(
  zone: Zone,
  wanted: ZoneRecord | undefined,
  { record }: LiveMatch,
): Whereabouts & { readonly live: readonly LiveRecord[] } {
  return { ...(wanted === undefined ? {} : atRecord(zone, wanted)), owner: record.name, live: [record] };
}

/** How the stack gets a record as its own, to keep or change it. */
export function adopting(zone: Zone, wanted: ZoneRecord | undefined): string {
  return `mailzone adopt ${whose(zone, wanted)}`;
}

/** How a foreign record ceases to be in the way: changed by the stack where it stands in a wanted one's place, else deleted. */
export function resolving(
  zone: Zone,
  wanted: ZoneRecord | undefined,
  { record, standing }: LiveMatch,
): string {
  if (record.locked) {
    return `${zone.cloud.title} made it for a service of its own, such as Email Routing: switch that off there`;
  }
  if (record.setIdentifier !== undefined) {
    return `delete it at ${zone.cloud.title}: beside records of a routing policy it takes no simple one`;
  }
  if (record.type === "CNAME" && record.name === zone.name && standing !== "different") {
    return `run ${adopting(zone, wanted)} --conflicting --apex-cname, which takes it into the stack, and the next up deletes it; or delete it at ${zone.cloud.title}`;
  }
  return standing === "different"
    ? `run ${adopting(zone, wanted)}, which takes it into the stack, and the next up changes it; or delete it at ${zone.cloud.title}`
    : `run ${adopting(zone, wanted)} --conflicting, which takes it into the stack, and the next up deletes it; or delete it at ${zone.cloud.title}`;
}

function whose(zone: Zone, wanted: ZoneRecord | undefined): string {
  const spec = (wanted && domainOf(zone, wanted)?.spec) ?? zone.domains[0]?.domain.spec;
  return `${spec?.stack ?? "STACK"} ${withoutDot(spec?.domain ?? zone.name)}`;
}
