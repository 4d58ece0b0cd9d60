import { isSelector } from "../../mail/text-kind.ts";
import type { Domain } from "../../preset/domain.ts";
import { delegatedSenders } from "../../view/delegated-sending.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import { isOwn, presetRecord } from "../../view/mail-domain.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

const sendgrid = (what: string): readonly string[] => [
  "mode: send-only",
  `senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}, ${what}}]`,
];

export const dmarcAlignable: AmongCheck = {
  id: "dmarc-alignable",
  severity: "warning",
  rule: "Each service that sends can align: it has a DKIM key for the domain, or a bounce name below it.",
  source: "RFC 9989 §4.4; Google, Yahoo and Microsoft sender rules",
  explanation: {
    why: "DMARC passes only if the domain that signed, or the domain that bounces go to, matches the From address.",
    effect: "All mail through the service fails DMARC, whatever the policy says.",
    fix: "Keep the service's DKIM or return-path records, or give its keys under dkim:.",
    fails: example(...sendgrid("without: [s1._domainkey, s2._domainkey, em1]")),
    passes: example(...sendgrid("groups: {dkim: true}")),
  },
  checkAmong(zone, zones, report) {
    for (const { domain } of zone.domains) {
      const { spec } = domain;
      // the user's own keys may be those of the service
      if (spec.senders.length === 0 || spec.dkim.length > 0) continue;
      if (typeof governingPolicy(zones, zone, spec.domain) !== "object") continue;
      const able = new Set(delegatedSenders(domain));
      for (const record of domain.records) {
        const id = record.origin.preset?.id;
        if (id !== undefined && isWayToAlign(domain, record)) able.add(id);
      }
      const own = domain.records.some((record) => isOwn(record) && isSelector(record.name));
      for (const use of spec.senders) {
        if (own || able.has(use.id)) continue;
        report({
          message: `${use.id} sends for ${shownName(spec.domain)} but has neither a DKIM key nor a bounce name there, so its mail fails DMARC`,
          help: "keep its DKIM records, or give its keys under dkim:",
          domain: withoutDot(spec.domain),
          place: use.place,
        });
      }
    }
  },
};

function isWayToAlign(domain: Domain, record: ZoneRecord): boolean {
  if (isSelector(record.name)) return true;
  const group = presetRecord(domain, record)?.group;
  return (
    group === "return-path" ||
    group === "mail-from" ||
    (group === "spf" && record.name !== domain.spec.domain)
  );
}
