/** Records with different data: DNS holds equal data only once (RFC 2181 §5). */
import { printRdata } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";

/** The first record with each data, in order. */
export function distinctRecords(records: readonly ZoneRecord[]): readonly ZoneRecord[] {
  if (records.length < 2) return records;
  const seen = new Set<string>();
  return records.filter(({ data }) => {
    const key = printRdata(data);
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether there are two records or more. */
export const isSeveral = (
  records: readonly ZoneRecord[],
): records is readonly [ZoneRecord, ZoneRecord, ...ZoneRecord[]] => records.length > 1;

/** Whether all the records come from presets; `rr-conflict-presets` then reports them. */
export const areFromPresets = (records: readonly ZoneRecord[]): boolean =>
  records.every(({ origin }) => origin.preset !== undefined);
