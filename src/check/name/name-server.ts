/** The name servers of a delegated name. The zone above has their addresses as glue (RFC 1034 §4.2.1). */
import type { Zone } from "../../plan/zone.ts";
import type { Name } from "../../zone/name.ts";
import { recordsAt } from "../../zone/rrset.ts";

/** Whether the NS records of `cut` name the host. */
export function isNameServer(zone: Zone, cut: Name, host: Name): boolean {
  return recordsAt(zone.owners, cut, "NS").some(({ data }) => data.type === "NS" && data.target === host);
}
