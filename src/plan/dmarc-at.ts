/** The DMARC record that the zones of a run have at a name. */
import { type Dmarc, parseDmarc } from "../mail/dmarc.ts";
import type { DmarcAt } from "../mail/governing-policy.ts";
import { remembering } from "../mail/remembering.ts";
import { isDmarc } from "../mail/text-kind.ts";
import type { Name } from "../zone/name.ts";
import { isSuffix } from "../zone/public-suffix.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import type { Zone } from "./zone.ts";
import { zoneIndex } from "./zone-index.ts";

export interface DmarcRecord {
  readonly record: ZoneRecord;
  readonly text: string;
  readonly dmarc: Dmarc;
}

export const readDmarc = remembering(parseDmarc);

/**
 * What receivers find at `_dmarc` of a domain, seen from `near`: undefined for none or several (RFC 9989 §4.10), `hidden`
 * where others publish it. A suffix of the public suffix list that no spec manages is taken to have none.
 */
export function dmarcAt(zones: readonly Zone[], near: Zone): DmarcAt<DmarcRecord> {
  const index = zoneIndex(zones);
  const follow = (name: Name, hops: number): DmarcRecord | "hidden" | undefined => {
    const zone = index.zoneOf(name, near);
    if (zone === undefined || zone.external.has(name)) return "hidden";
    const found: DmarcRecord[] = [];
    for (const { type, records } of zone.owners.get(name) ?? []) {
      if (type === "NS") return "hidden";
      for (const record of records) {
        if (record.data.type === "CNAME") {
          return hops === MOST_HOPS ? "hidden" : follow(record.data.target, hops + 1);
        }
        if (record.data.type === "TXT" && isDmarc(record.data.text)) {
          const { text } = record.data;
          if (!found.some((other) => other.text === text)) {
            found.push({ record, text, dmarc: readDmarc(text) });
          }
        }
      }
    }
    return found.length === 1 ? found[0] : undefined;
  };
  return (domain) => {
    if (index.zoneOf(domain, near) === undefined) return isSuffix(domain) ? undefined : "hidden";
    return follow(`_dmarc.${domain}`, 0);
  };
}

/** RFC 1034 §3.6.2 wants no chains; resolvers follow some 8 to 16. */
const MOST_HOPS = 8;
