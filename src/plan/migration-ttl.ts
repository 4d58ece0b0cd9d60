/** Short TTLs for what a migration will change, while it is under way. */
import type { Cloud } from "../cloud/cloud.ts";
import type { Domain } from "../preset/domain.ts";
import { isUnderWay } from "../spec/migration.ts";
import { compareText } from "../zone/order.ts";
import { printRdata } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";

/** Five minutes: with less, every message waits for DNS (`rr-ttl-advice`). */
const SHORT = 300;

/** The TTL of what a migration changes, in seconds; a cloud's cheapest edition may accept only longer ones. */
export const shortTtl = ({ zoneResource }: Cloud): number =>
  Math.max(SHORT, zoneResource.minTtl?.seconds ?? 0);

/**
 * The domain's records, with a short TTL wherever a later or earlier step of its migration has other data: the sets that
 * the switch or its reversal replaces, and those that end with the old provider. A record of the user's own that is in
 * such a set has the set's TTL (RFC 2181 §5.2), unless it has one that differs from the spec's anyway.
 */
export function withShortTtls({ records, steps, spec }: Domain, cloud: Cloud): readonly ZoneRecord[] {
  if (steps === undefined || spec.migration === undefined || !isUnderWay(spec.migration.phase))
    return records;
  const changing = changingSets(steps.values());
  const short = shortTtl(cloud);
  return records.map((record) =>
    record.ttl === spec.ttl && record.ttl > short && changing.has(setOf(record))
      ? { ...record, ttl: short }
      : record,
  );
}

/** The name and type of the set that a record is in. */
export const setOf = ({ name, data }: ZoneRecord): string => `${name} ${data.type}`;

/** The RRsets, by name and type, that are not the same at all steps. */
export function changingSets(steps: Iterable<Domain>): ReadonlySet<string> {
  const seen = [...steps].map(({ records }) => dataBySet(records));
  const all = new Set(seen.flatMap((sets) => [...sets.keys()]));
  return new Set([...all].filter((set) => new Set(seen.map((sets) => sets.get(set))).size > 1));
}

function dataBySet(records: readonly ZoneRecord[]): ReadonlyMap<string, string> {
  const sets = Map.groupBy(records, setOf);
  return new Map(
    [...sets].map(([set, all]) => [
      set,
      all
        .map(({ data }) => printRdata(data))
        .sort(compareText)
        .join("\n"),
    ]),
  );
}
