/** What a shard's first run creates. */
import { plannedMark } from "../inventory/record-mark.ts";
import { planZones } from "../plan/plan.ts";
import type { Shard } from "./fleet.ts";

/**
 * The marks of the shard's records, by which they are known again if its first run dies; undefined if a dead run could leave
 * something else: a zone, a Worker, or a record that cannot be read back.
 */
export function createsOf({ zones }: Shard): readonly string[] | undefined {
  if (zones.some(({ create }) => create !== undefined)) return undefined;
  const planned = planZones(zones);
  if (planned.some(({ kind }) => kind === "script")) return undefined;
  const marks = planned.flatMap((one) => (one.kind === "record" ? [plannedMark(one)] : []));
  return marks.every((mark) => mark !== undefined) ? marks : undefined;
}
