/** The DMARC record that applies to a domain, as far as the model knows. */
import { tagValue } from "../mail/tag-list.ts";
import type { Zone } from "../plan/zone.ts";
import type { Name } from "../zone/name.ts";
import { dmarcOf, hasDmarcElsewhere } from "./mail-domain.ts";
import { organizationalDomain } from "./public-suffix.ts";
import type { DmarcRecord } from "./text-records.ts";
import { upToZone } from "./transport-records.ts";

/**
 * The domain's own, or the nearest above it (RFC 9989 §4.10); `elsewhere` if there may be one that the model cannot see;
 * undefined if there is none.
 */
export function governingPolicy(zone: Zone, domain: Name): DmarcRecord | "elsewhere" | undefined {
  for (const name of upToZone(zone, domain)) {
    if (hasDmarcElsewhere(zone, name)) return "elsewhere";
    const policy = dmarcOf(zone, name);
    if (policy !== undefined) return policy;
  }
  return organizationalDomain(domain).length < zone.name.length ? "elsewhere" : undefined;
}

/** The policy that a record has for a domain: `p=` at the domain itself, otherwise `sp=`, which defaults to it. */
export function policyFor({ record, dmarc }: DmarcRecord, domain: Name): string {
  const p = tagValue(dmarc.tags, "p")?.toLowerCase() ?? "none";
  if (record.name === `_dmarc.${domain}`) return p;
  return tagValue(dmarc.tags, "sp")?.toLowerCase() ?? p;
}
