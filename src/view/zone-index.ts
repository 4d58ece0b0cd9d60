/** Finds the zone of a run that a name belongs to. */
import type { Zone } from "../plan/zone.ts";
import { type Name, parentName } from "../zone/name.ts";
import { once } from "./once.ts";

export interface ZoneIndex {
  /** Names of the zones. */
  has(name: Name): boolean;
  /**
   * The zone with the longest name that contains `name` (RFC 1034 §4.3.2); if there are several of that name, the one on
   * the cloud and account of `near`.
   */
  zoneOf(name: Name, near: Zone): Zone | undefined;
}

export const zoneIndex = once((zones: readonly Zone[]): ZoneIndex => {
  const byName = Map.groupBy(zones, ({ name }) => name);
  return {
    has: (name) => byName.has(name),
    zoneOf: (name, near) => {
      for (let at = name; at !== "."; at = parentName(at)) {
        const same = byName.get(at);
        if (same === undefined) continue;
        return (
          same.find((zone) => zone === near) ??
          same.find((zone) => zone.cloud === near.cloud && zone.account === near.account) ??
          same[0]
        );
      }
      return undefined;
    },
  };
});
