/** The PTR records of a run by the address that they are for, and which addresses its reverse zones cover. */
import { addressOf, holdsAddress } from "../plan/reverse-zone.ts";
import type { Zone } from "../plan/zone.ts";
import { isReverse, type Name } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";

export interface Pointer {
  readonly record: ZoneRecord;
  readonly zone: Zone;
  readonly target: Name;
}

export interface ReverseIndex {
  /** The PTR records for an address, as the model writes addresses. */
  pointersTo(address: string): readonly Pointer[];
  /** Whether a reverse zone of the run answers for the address itself, and does not hand it to others. */
  covers(address: string): boolean;
}

export const reverseIndex = once((zones: readonly Zone[]): ReverseIndex => {
  const reverse = zones.filter(({ name }) => isReverse(name));
  const pointers = new Map<string, Pointer[]>();
  for (const zone of reverse) {
    for (const { type, name, records } of zone.rrsets) {
      const address = type === "PTR" ? addressOf(name) : undefined;
      if (address === undefined) continue;
      const same = pointers.get(address) ?? [];
      for (const record of records) {
        if (record.data.type === "PTR") same.push({ record, zone, target: record.data.target });
      }
      pointers.set(address, same);
    }
  }
  return {
    pointersTo: (address) => pointers.get(address) ?? [],
    covers: (address) => reverse.some((zone) => holdsAddress(zone, address)),
  };
});
