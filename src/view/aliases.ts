/** The CNAMEs of a run that lead to names in its own zones. */
import type { Zone } from "../plan/zone.ts";
import { zoneIndex } from "../plan/zone-index.ts";
import type { Name } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";

export interface Alias {
  readonly zone: Zone;
  readonly record: ZoneRecord;
  readonly target: Name;
  /** The zone that the target belongs to. */
  readonly holder: Zone;
}

/** By owner; the first of several CNAMEs at a name, or of one name on several clouds. */
export const innerAliases = once((zones: readonly Zone[]): ReadonlyMap<Name, Alias> => {
  const index = zoneIndex(zones);
  const aliases = new Map<Name, Alias>();
  for (const zone of zones) {
    for (const { type, name, records } of zone.rrsets) {
      const [record] = records;
      if (type !== "CNAME" || record?.data.type !== "CNAME") continue;
      const { target } = record.data;
      const holder = index.zoneOf(target, zone);
      if (holder !== undefined && !aliases.has(name)) aliases.set(name, { zone, record, target, holder });
    }
  }
  return aliases;
});

/** The names in the run's own zones that its CNAMEs lead to. */
export const aliasTargets = once(
  (zones: readonly Zone[]): ReadonlySet<Name> =>
    new Set([...innerAliases(zones).values()].map(({ target }) => target)),
);

/** The CNAME that an alias leads to, even if that one leads out of the run. */
export function nextAlias({ holder, target }: Alias): Pick<Alias, "record" | "target"> | undefined {
  const record = holder.owners.get(target)?.find(({ type }) => type === "CNAME")?.records[0];
  return record?.data.type === "CNAME" ? { record, target: record.data.target } : undefined;
}
