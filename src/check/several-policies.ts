/** Finds names with several records of a kind that a name can have once. */
import type { Comparison } from "../inventory/compare.ts";
import { shownLive } from "../inventory/live-record.ts";
import type { Zone } from "../plan/zone.ts";
import { areFromPresets, distinctRecords, isSeveral } from "../view/distinct.ts";
import { foreignOf, inTheWayOf, resolving, rivals, wantedAt } from "../view/live.ts";
import { atConflict, editable, settle, type Whereabouts } from "../view/whereabouts.ts";
import { shownName } from "../words/record.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import type { LiveCheck, LiveReport, Report, ZoneCheck } from "./check.ts";

/** Different records where one is allowed. */
export interface Several {
  readonly records: readonly ZoneRecord[];
  /** The edit that ends the conflict, at the record that the user can edit. */
  readonly help: string;
  readonly where: Whereabouts;
}

/** Undefined for one record, and if all are from presets, which `rr-conflict-presets` reports. */
export function severalOf(zone: Zone, all: readonly ZoneRecord[]): Several | undefined {
  const records = distinctRecords(all);
  if (!isSeveral(records) || areFromPresets(records)) return undefined;
  const at = editable(records);
  const others = records.filter((record) => record !== at);
  return { records, help: settle(zone, at, others[0] ?? at), where: atConflict(zone, at, others) };
}

/** What a finding on two policies of a kind says. */
export interface PolicyWords {
  /** Such as `SPF`. */
  readonly kind: string;
  /** What receivers do with two. */
  readonly consequence: string;
  /** The edit, unless it is just to delete one of the two. */
  readonly help?: string;
}

/** Reports each name with two or more different records. */
export function severalPolicies(
  zone: Zone,
  all: readonly { readonly record: ZoneRecord }[],
  { kind, consequence, help }: PolicyWords,
  report: Report,
): void {
  if (all.length < 2) return;
  for (const [name, same] of Map.groupBy(all, ({ record }) => record.name)) {
    const several = severalOf(
      zone,
      same.map(({ record }) => record),
    );
    if (several === undefined) continue;
    report({
      message: `${shownName(name)} has ${several.records.length} ${kind} records; ${consequence}`,
      help: help ?? several.help,
      ...several.where,
    });
  }
}

/** A policy that a zone may already have beside the wanted one. */
export interface ForeignPolicy extends PolicyWords {
  readonly kind: "SPF" | "DMARC";
  readonly isKind: (text: string) => boolean;
  /** The key of a spec that sets such a policy. */
  readonly key: string;
}

/** What a check does that allows one policy at a name; `all` are those of a zone. */
export function singlePolicyChecks(
  policy: ForeignPolicy,
  all: (zone: Zone) => readonly { readonly record: ZoneRecord }[],
): Pick<ZoneCheck, "check"> & Pick<LiveCheck, "checkLive"> {
  return {
    check: (zone, report) => severalPolicies(zone, all(zone), policy, report),
    checkLive: (comparison, report) => foreignPolicies(comparison, policy, report),
  };
}

/** Reports each record of the zone that would be a second policy beside a wanted one. */
function foreignPolicies(
  comparison: Comparison,
  { kind, isKind, consequence, key }: ForeignPolicy,
  report: LiveReport,
): void {
  const { zone } = comparison;
  for (const match of foreignOf(comparison, "TXT")) {
    const { record } = match;
    const second = rivals(comparison, record, kind);
    if (second.length === 0) continue;
    const wanted = wantedAt(comparison, record.name, "TXT").find(
      ({ data }) => data.type === "TXT" && isKind(data.text),
    );
    report({
      message: `${shownLive(record, second)} is in the zone and is not the wanted ${kind} record; with two, ${consequence}`,
      help: `move what you still need from it to ${key}:, then ${resolving(zone, wanted, match)}`,
      ...inTheWayOf(zone, wanted, match),
    });
  }
}
