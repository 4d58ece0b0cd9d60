import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { isSelector } from "../../mail/text-kind.ts";
import type { Domain } from "../../preset/domain.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import { isOwn, presetRecord, signingDomain } from "../../view/mail-domain.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { inText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

const SENDER = [
  "mode: send-only",
  "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]",
] as const;

export const dmarcStrictAlign: AmongCheck = {
  id: "dmarc-strict-align",
  severity: "warning",
  rule: "Alignment is strict only if no service signs, or receives bounces, with a subdomain.",
  source: "RFC 9989 §4.4",
  explanation: {
    why: "Strict alignment requires exactly the domain of the From address. Services such as SES or SendGrid use a name below it for bounces, and some for signing too.",
    effect: "SPF or DKIM of that service never counts for DMARC.",
    fix: "Leave alignSpf and alignDkim at relaxed.",
    fails: example(...SENDER, 'dmarc: {policy: none, alignSpf: strict, rua: ["mailto:dmarc@example.com"]}'),
    passes: example(...SENDER, 'dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}'),
  },
  checkAmong(zone, zones, report) {
    for (const { domain } of zone.domains) {
      const policy = governingPolicy(zones, zone, domain.spec.domain);
      if (typeof policy !== "object") continue;
      const { record, dmarc } = policy.found;
      const strict = ["aspf", "adkim"].filter((tag) => tagValue(dmarc.tags, tag)?.toLowerCase() === "s");
      if (strict.length === 0) continue;
      for (const tag of strict) {
        const below = domain.records.find((other) => isBelow(domain, other, tag));
        if (below === undefined) continue;
        report({
          message: `the DMARC record ${shownName(record.name)} has ${tag}=s, but ${below.origin.preset?.id} ${tag === "aspf" ? "sends bounces to" : "signs with"} a name below ${shownName(domain.spec.domain)}, so its ${tag === "aspf" ? "SPF" : "DKIM"} never aligns`,
          help: `write ${tag === "aspf" ? "alignSpf" : "alignDkim"}: relaxed, or delete it`,
          ...atConflict(zone, record, [below]),
          ...inText(zone, record, tagSpan(dmarc.tags, tag)),
        });
      }
    }
  },
};

const BOUNCE_GROUPS: ReadonlySet<string> = new Set(["return-path", "mail-from"]);

/** Whether a preset's record shows that its service uses a name below the mail domain, for bounces or to sign with. */
function isBelow(domain: Domain, record: ZoneRecord, tag: string): boolean {
  const { name } = record;
  if (isOwn(record) || name === domain.spec.domain) return false;
  if (tag === "adkim") return isSelector(name) && signingDomain(name) !== domain.spec.domain;
  return BOUNCE_GROUPS.has(presetRecord(domain, record)?.group ?? "");
}
