/** What a zone in the model would answer for a name. */
import type { Zone } from "../plan/zone.ts";
import { type Name, parentName } from "../zone/name.ts";
import type { RRset } from "../zone/rrset.ts";
import { once } from "./once.ts";

/** The RRsets at the name, or those of the wildcard that covers it (RFC 4592 §3.3.1); undefined if the model has neither. */
export function answering(zone: Zone, name: Name): readonly RRset[] | undefined {
  const exact = zone.owners.get(name);
  if (exact !== undefined) return exact;
  for (let above = parentName(name); above.length >= zone.name.length; above = parentName(above)) {
    const wildcard = zone.owners.get(`*.${above}`);
    if (wildcard !== undefined) return exists(zone, name) ? undefined : wildcard;
    if (exists(zone, above)) return undefined;
  }
  return undefined;
}

/** Whether the name is delegated to other servers, or below a name that is. */
export function isDelegated(zone: Zone, name: Name): boolean {
  for (let at = name; at.length > zone.name.length; at = parentName(at)) {
    if (zone.owners.get(at)?.some(({ type }) => type === "NS")) return true;
  }
  return false;
}

/** Whether the name exists: it owns records, or a name below it does (an empty non-terminal, RFC 4592 §2.2.2). */
const exists = (zone: Zone, name: Name): boolean => withEmptyNames(zone).has(name);

const withEmptyNames = once((zone: Zone): ReadonlySet<Name> => {
  const all = new Set<Name>([zone.name]);
  for (const owner of zone.owners.keys()) {
    for (let at = owner; at.length > zone.name.length && !all.has(at); at = parentName(at)) all.add(at);
  }
  return all;
});
