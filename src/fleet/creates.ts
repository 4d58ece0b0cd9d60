/** What a shard's first run creates. */
import { plannedMark } from "../inventory/record-mark.ts";
import { planZones } from "../plan/plan.ts";
import type { Shard } from "./fleet.ts";

/**
 * The marks of the shard's records, by which they are known again if its first run dies; undefined if a dead run could leave
 * something else: a zone, or a record that cannot be read back.
 */
export function createsOf({ zones }: Shard): readonly string[] | undefined {
  if (zones.some(({ create }) => create !== undefined)) return undefined;
  const marks = planZones(zones).flatMap((planned) =>
    planned.kind === "record" ? [plannedMark(planned)] : [],
  );
  return marks.every((mark) => mark !== undefined) ? marks : undefined;
}
