import type { Zone } from "../../plan/zone.ts";
import { dmarcOf, hasDmarcElsewhere, isSending } from "../../view/mail-domain.ts";
import { organizationalDomain } from "../../view/public-suffix.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { type Name, parentName } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const dmarcPresent: ZoneCheck = {
  id: "dmarc-present",
  severity: "warning",
  rule: "A domain that sends has a DMARC record, its own or one of the organization above it.",
  source: "RFC 9989 §5.1; Google and Yahoo sender rules (2024-02), Microsoft (2025-05-05)",
  explanation: {
    why: "DMARC ties SPF and DKIM to the address that people see. Large receivers require it from bulk senders.",
    effect: "Anyone can forge the domain's address, and bulk mail is rejected.",
    fix: "Start with policy none and an address for reports under dmarc:.",
    fails: example("mailbox: tencent-exmail"),
    passes: example("mailbox: tencent-exmail", 'dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}'),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      if (domain.isPartial) continue;
      const { spec } = domain;
      if (!isSending(domain) || isCovered(zone, spec.domain)) continue;
      const above = organizationalDomain(spec.domain) !== spec.domain;
      report({
        severity: above ? "info" : "warning",
        message: `${shownName(spec.domain)} sends mail (mode ${spec.mode}) but has no DMARC record, so ${above ? "only a domain above it may protect it" : "anyone can forge its address, and large receivers reject its bulk mail"}`,
        help: `add dmarc: {policy: none, rua: ["mailto:..."]}, read the reports, and tighten the policy step by step`,
        ...atDomain(domain),
      });
    }
  },
};

/** Whether the domain, or one above it in the zone, has a record, as far as the model can see. */
function isCovered(zone: Zone, domain: Name): boolean {
  for (let at = domain; at.length >= zone.name.length; at = parentName(at)) {
    if (dmarcOf(zone, at) !== undefined || hasDmarcElsewhere(zone, at)) return true;
    // dmarc-v reports a text that should be one
    if (zone.owners.has(`_dmarc.${at}`)) return true;
  }
  return false;
}
