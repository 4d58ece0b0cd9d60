/** Which domains of a run receive no mail, so that nothing sent there arrives. */
import type { Zone } from "../plan/zone.ts";
import { zoneIndex } from "../plan/zone-index.ts";
import type { Domain } from "../preset/domain.ts";
import type { Name } from "../zone/name.ts";
import { isNullMx } from "../zone/rdata.ts";
import { answering } from "./answering.ts";
import { once } from "./once.ts";

/**
 * Whether a domain has a null MX (RFC 7505), or is of a mode without incoming mail and has no MX and nothing that could
 * stand for one (RFC 5321 §5.1). Seen from `near`; false for domains of which no spec says that.
 */
export function refusesMail(zones: readonly Zone[], near: Zone, domain: Name): boolean {
  const holder = zoneIndex(zones).zoneOf(domain, near);
  if (holder === undefined || holder.external.has(domain)) return false;
  const rrsets = answering(holder, domain) ?? [];
  const set = rrsets.find(({ type }) => type === "MX");
  if (set !== undefined) return set.records.every(({ data }) => isNullMx(data));
  const own = domainsByName(holder).get(domain);
  if (own === undefined || own.isPartial) return false;
  if (own.spec.mode === "parked") return true;
  return own.spec.mode === "send-only" && !rrsets.some(({ type }) => STANDING.has(type));
}

const domainsByName = once(
  (zone: Zone): ReadonlyMap<Name, Domain> =>
    new Map(zone.domains.map(({ domain }) => [domain.spec.domain, domain])),
);

const STANDING: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "NS"]);
