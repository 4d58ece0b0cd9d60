/** What a live zone holds that is not wanted: which values, which texts, and how to resolve each. */
import { shellCommand } from "../../tools/shell-word.mjs";
import type { LiveRecord, LiveValue } from "../cloud/listing.ts";
import type { Comparison, LiveMatch } from "../inventory/compare.ts";
import { strangersAmong } from "../inventory/live-record.ts";
import { textKind } from "../mail/text-kind.ts";
import type { Zone } from "../plan/zone.ts";
import { ownCommand } from "../words/own-command.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import type { RecordType } from "../zone/rdata.ts";
import { recordsAt, type ZoneRecord } from "../zone/rrset.ts";
import { atRecord, domainOf, type Whereabouts } from "./whereabouts.ts";

/** The records that are wanted at a name, of one type or of all. */
export function wantedAt({ zone }: Comparison, name: Name, type?: RecordType): readonly ZoneRecord[] {
  if (type !== undefined) return recordsAt(zone.owners, name, type);
  return (zone.owners.get(name) ?? []).flatMap(({ records }) => records);
}

/** The foreign records of one type, at names where records are wanted. */
export function* foreignOf(comparison: Comparison, type: string): Generator<LiveMatch> {
  for (const match of foreignAtWanted(comparison)) if (match.record.type === type) yield match;
}

/** The foreign records at names where records are wanted. */
export function* foreignAtWanted({ zone, foreign }: Comparison): Generator<LiveMatch> {
  for (const [name, matches] of foreign) if (zone.owners.has(name)) yield* matches;
}

/** The record's values that are not wanted at its name. */
export const strangers = (comparison: Comparison, { name, type, values }: LiveRecord): readonly LiveValue[] =>
  strangersAmong(
    values,
    wantedAt(comparison, name).flatMap(({ data }) => (data.type === type ? [data] : [])),
  );

/** The values of a TXT record that are mail policy of the same kind as a wanted text at its name. */
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

/** Whereabouts of a finding on a foreign record: the wanted record that it conflicts with. */
export function inTheWayOf(
  zone: Zone,
  wanted: ZoneRecord | undefined,
  { record }: LiveMatch,
): Whereabouts & { readonly live: readonly LiveRecord[] } {
  return { ...(wanted === undefined ? {} : atRecord(zone, wanted)), owner: record.name, live: [record] };
}

/** The command by which the stack adopts a record, to keep or change it. */
export function adopting(zone: Zone, wanted: ZoneRecord | undefined): string {
  return ownCommand(`adopt ${whose(zone, wanted)}`);
}

/** The command by which the stack adopts all records that it wants and that are there. */
export const adoptingAll = (zone: Zone): string =>
  ownCommand(`adopt ${shellCommand([zone.domains[0]?.domain.spec.stack ?? "STACK"])}`);

/** What else it may be in a fleet, as the end of a help: another shard's stack owns it. */
export function orResharding({ domains: [first] }: Zone): string {
  const fleet = first?.domain.spec.fleet;
  if (fleet === undefined) return "";
  const command = ownCommand(`fleet reshard ${shellCommand([fleet])}`);
  return `; if its domain was in another shard before, run ${command} instead`;
}

/** How a foreign record stops conflicting: the stack changes it if it is in a wanted one's place, or it is deleted. */
export function resolving(
  zone: Zone,
  wanted: ZoneRecord | undefined,
  { record, standing }: LiveMatch,
): string {
  if (record.locked) {
    return `${zone.cloud.title} created it for one of its own services, such as Email Routing: turn that service off there`;
  }
  if (record.setIdentifier !== undefined) {
    return `delete it at ${zone.cloud.title}, which allows no simple record beside records with a routing policy`;
  }
  if (record.type === "CNAME" && record.name === zone.name && standing !== "different") {
    return `run ${adopting(zone, wanted)} --conflicting --apex-cname to adopt it into the stack, then the next up deletes it; or delete it at ${zone.cloud.title}`;
  }
  return standing === "different"
    ? `run ${adopting(zone, wanted)} to adopt it into the stack, then the next up changes it; or delete it at ${zone.cloud.title}`
    : `run ${adopting(zone, wanted)} --conflicting to adopt it into the stack, then the next up deletes it; or delete it at ${zone.cloud.title}`;
}

function whose(zone: Zone, wanted: ZoneRecord | undefined): string {
  const spec = (wanted && domainOf(zone, wanted)?.spec) ?? zone.domains[0]?.domain.spec;
  return shellCommand([spec?.stack ?? "STACK", withoutDot(spec?.domain ?? zone.name)]);
}
