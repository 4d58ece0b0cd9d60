import type { Zone } from "../../plan/zone.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import { isSending } from "../../view/mail-domain.ts";
import { upToZone } from "../../view/transport-records.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

export const dmarcPresent: AmongCheck = {
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
  checkAmong(zone, zones, report) {
    for (const { domain } of zone.domains) {
      if (domain.isPartial) continue;
      const { spec } = domain;
      if (!isSending(domain) || isSetAbove(zone, spec.domain)) continue;
      const policy = governingPolicy(zones, zone, spec.domain);
      if (typeof policy === "object") continue;
      const above = policy === "elsewhere";
      report({
        severity: above ? "info" : "warning",
        message: `${shownName(spec.domain)} sends mail (mode ${spec.mode}) but has no DMARC record, so ${above ? "only a domain above it may protect it" : "anyone can forge its address, and large receivers reject its bulk mail"}`,
        help: `add dmarc: {policy: none, rua: ["mailto:..."]}, read the reports, and tighten the policy step by step`,
        ...atDomain(domain),
      });
    }
  },
};

/** Whether something is at `_dmarc` of the domain or of one above it in the zone; dmarc-v and dmarc-single report what is wrong with it. */
const isSetAbove = (zone: Zone, domain: Name): boolean =>
  [...upToZone(zone, domain)].some(
    (at) => zone.owners.has(`_dmarc.${at}`) || zone.external.has(`_dmarc.${at}`),
  );
