/** Finds the zone of a run that a name belongs to. */
import { type Name, parentName } from "../zone/name.ts";
import type { Zone } from "./zone.ts";

export interface ZoneIndex {
  /** Names of the zones. */
  has(name: Name): boolean;
  /** The zones of that name, one for each cloud and account. */
  named(name: Name): readonly Zone[];
  /**
   * The zone with the longest name that contains `name` (RFC 1034 §4.3.2); if there are several of that name, the one on
   * the cloud and account of `near`.
   */
  zoneOf(name: Name, near: Zone): Zone | undefined;
}

const indices = new WeakMap<readonly Zone[], ZoneIndex>();

/** Made once for a list of zones. */
export function zoneIndex(zones: readonly Zone[]): ZoneIndex {
  let index = indices.get(zones);
  if (index === undefined) {
    index = indexOf(zones);
    indices.set(zones, index);
  }
  return index;
}

function indexOf(zones: readonly Zone[]): ZoneIndex {
  const byName = Map.groupBy(zones, ({ name }) => name);
  return {
    has: (name) => byName.has(name),
    named: (name) => byName.get(name) ?? [],
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
}
