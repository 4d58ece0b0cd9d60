/** The CNAMEs of all zones of a run. */
import type { Zone } from "../cloud/zone.ts";
import type { Name } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/zone.ts";

export interface Alias {
  readonly zone: Zone;
  readonly record: ZoneRecord;
  readonly target: Name;
}

const cache = new WeakMap<readonly Zone[], ReadonlyMap<Name, Alias>>();

/** By owner; of several CNAMEs at a name, or of one name on several clouds, the first. */
export function aliasesOf(zones: readonly Zone[]): ReadonlyMap<Name, Alias> {
  let aliases = cache.get(zones);
  if (aliases === undefined) {
    aliases = collectAliases(zones);
    cache.set(zones, aliases);
  }
  return aliases;
}

function collectAliases(zones: readonly Zone[]): ReadonlyMap<Name, Alias> {
  const aliases = new Map<Name, Alias>();
  for (const zone of zones) {
    for (const { type, name, records } of zone.rrsets) {
      const record = records[0];
      if (type === "CNAME" && record?.data.type === "CNAME" && !aliases.has(name)) {
        aliases.set(name, { zone, record, target: record.data.target });
      }
    }
  }
  return aliases;
}
