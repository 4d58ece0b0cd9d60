/** Which CAs may issue for a name, by a zone's CAA records. */
import { type CaaIssueTag, parseCaaIssue } from "../mail/caa.ts";
import type { Zone } from "../plan/zone.ts";
import type { Name } from "../zone/name.ts";
import { recordsAt, type ZoneRecord } from "../zone/rrset.ts";
import { upToZone } from "./transport-records.ts";

export interface Authorities {
  /** The records that say so; at least one. */
  readonly records: readonly [ZoneRecord, ...ZoneRecord[]];
  /** Domain names of the CAs that may issue; empty if none may. */
  readonly issuers: readonly string[];
}

/**
 * What the CAA records with `tag` say for a name: those of the name itself, or of the nearest one above it that has any
 * CAA (RFC 8659 §3). Undefined if any CA may issue.
 */
export function authorities(zone: Zone, name: Name, tag: CaaIssueTag): Authorities | undefined {
  for (const at of upToZone(zone, name)) {
    const all = recordsAt(zone.owners, at, "CAA");
    if (all.length === 0) continue;
    const [first, ...others] = all.filter(({ data }) => data.type === "CAA" && data.tag === tag);
    if (first === undefined) return undefined;
    const issuers = [first, ...others].flatMap(({ data }) => {
      const { issuer, problems } = parseCaaIssue(data.type === "CAA" ? data.value : "");
      // with a malformed value nobody may issue (§4.2)
      return issuer === "" || problems.length > 0 ? [] : [issuer];
    });
    return { records: [first, ...others], issuers };
  }
  return undefined;
}
