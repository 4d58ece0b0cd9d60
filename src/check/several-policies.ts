/** Finds names that have several records of a kind of which a name can have one. */
import type { Zone } from "../plan/zone.ts";
import { areFromPresets, distinctRecords, isSeveral } from "../view/distinct.ts";
import { editable, ofConflict, settle } from "../view/origin.ts";
import { shownName } from "../words/record.ts";
import type { Name } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import type { Report } from "./check.ts";

/** A finding for each name with two different records or more, unless `rr-conflict-presets` speaks of them. */
export function severalPolicies(
  zone: Zone,
  all: readonly { readonly record: ZoneRecord }[],
  kind: string,
  consequence: string,
  report: Report,
): void {
  if (all.length < 2) return;
  const byName = new Map<Name, ZoneRecord[]>();
  for (const { record } of all) {
    const same = byName.get(record.name);
    if (same) same.push(record);
    else byName.set(record.name, [record]);
  }
  for (const [name, same] of byName) {
    const records = distinctRecords(same);
    if (!isSeveral(records) || areFromPresets(records)) continue;
    const at = editable(records);
    const others = records.filter((record) => record !== at);
    report({
      message: `${shownName(name)} has ${records.length} ${kind} records; ${consequence}`,
      help: settle(zone, at, others[0] ?? at),
      ...ofConflict(zone, at, others),
    });
  }
}
