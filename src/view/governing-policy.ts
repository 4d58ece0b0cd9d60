/** The DMARC policy that governs a domain, as far as the zones of a run show. */
import { type Governing, governing, READERS } from "../mail/governing-policy.ts";
import { tagSpan } from "../mail/tag-list.ts";
import { type DmarcRecord, dmarcAt } from "../plan/dmarc-at.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import type { Name } from "../zone/name.ts";
import { conflictPlaces } from "../zone/rrset.ts";
import { atDomain, domainOf, type Whereabouts } from "./whereabouts.ts";
import { atText } from "./whereabouts-inside.ts";

/** `elsewhere` if others publish what decides; undefined if there is none. */
export type GoverningPolicy = Governing<DmarcRecord> | "elsewhere" | undefined;

/** Whereabouts of a finding on a domain's policy: the policy where it is the domain's own, else the domain, and both places. */
export function atGoverning(zone: Zone, domain: Domain, { found, at }: Governing<DmarcRecord>): Whereabouts {
  if (at === domain.spec.domain && domainOf(zone, found.record) !== undefined) {
    return atText(zone, found.record, tagSpan(found.dmarc.tags, "p"));
  }
  return { ...atDomain(domain), related: conflictPlaces(found.record, found.text) };
}

/** What receivers of RFC 9989 apply to mail of the domain: its own record, else its organization's, found by the tree walk. */
export function governingPolicy(zones: readonly Zone[], near: Zone, domain: Name): GoverningPolicy {
  const policy = governing(domain, "walk", dmarcAt(zones, near));
  return policy === "hidden" ? "elsewhere" : policy;
}

/** The policies that receivers apply, one for both kinds of them if they agree: of RFC 9989, and of the older RFC 7489. */
export function governingPolicies(
  zones: readonly Zone[],
  near: Zone,
  domain: Name,
): readonly GoverningPolicy[] {
  const at = dmarcAt(zones, near);
  const [walked, listed] = READERS.map((reader) => {
    const policy = governing(domain, reader, at);
    return policy === "hidden" ? "elsewhere" : policy;
  });
  const agree =
    typeof walked === "object" && typeof listed === "object"
      ? walked.found === listed.found
      : walked === listed;
  return agree ? [walked] : [walked, listed];
}
