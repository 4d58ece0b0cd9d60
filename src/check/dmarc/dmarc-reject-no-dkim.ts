import { DMARC_POLICIES } from "../../mail/dmarc.ts";
import { type Governing, NONE } from "../../mail/governing-policy.ts";
import { tagValue } from "../../mail/tag-list.ts";
import type { DmarcRecord } from "../../plan/dmarc-at.ts";
import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import { hasOwnDkimKey, isSending } from "../../view/mail-domain.ts";
import { unsignedOf } from "../../view/signing.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { conflictPlaces } from "../../zone/rrset.ts";
import type { AmongCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dmarcRejectNoDkim: AmongCheck = {
  id: "dmarc-reject-no-dkim",
  severity: "error",
  rule: "Each service that sends for a domain with p=reject signs with DKIM; SPF alone breaks when mail is forwarded.",
  source: "RFC 9989 §7.4",
  explanation: {
    why: "Forwarders send from their own addresses, so SPF fails there and only a signature still passes.",
    effect:
      "Genuine mail that is forwarded, or sent through a mailing list, is rejected. With quarantine it goes to spam.",
    fix: "Enable signing and give the key before you tighten the policy.",
    fails: example("mailbox: tencent-exmail", 'dmarc: {policy: reject, rua: ["mailto:dmarc@example.com"]}'),
    passes: example(
      "mailbox: tencent-exmail",
      EXAMPLE_DKIM,
      'dmarc: {policy: reject, rua: ["mailto:dmarc@example.com"]}',
    ),
  },
  checkAmong(zone, zones, report) {
    for (const { domain } of zone.domains) {
      if (domain.isPartial || !isSending(domain)) continue;
      const unsigned = unsignedOf(zone, domain);
      if (unsigned.length === 0) continue;
      const governing = governingPolicy(zones, zone, domain.spec.domain);
      if (typeof governing !== "object" || governing.policy === NONE) continue;
      const policy = DMARC_POLICIES[governing.policy];
      const signer = signerAbove(zones, zone, domain.spec.domain, governing);
      const fate = policy === "reject" ? "is rejected" : "goes to spam";
      for (const { fact, help, where } of unsigned) {
        report({
          severity: policy === "reject" && signer === undefined ? "error" : "warning",
          message: `${fact}, and the DMARC policy is ${policy}, so genuine mail that is forwarded ${fate}${signer === undefined ? "" : ` unless it is signed with the key of ${shownName(signer)}`}`,
          help: `${help}; or keep policy: none until all mail is signed`,
          ...where,
          related: conflictPlaces(governing.found.record, "the policy"),
        });
      }
    }
  },
};

/** The organization, if it has a key and its policy lets that count for names below it, too (relaxed alignment, RFC 9989 §4.4.1). */
function signerAbove(
  zones: readonly Zone[],
  near: Zone,
  domain: Name,
  { at, found }: Governing<DmarcRecord>,
): Name | undefined {
  if (at === domain) return undefined;
  const holder = zoneIndex(zones).zoneOf(at, near);
  const isStrict = tagValue(found.dmarc.tags, "adkim")?.toLowerCase() === "s";
  return holder !== undefined && !isStrict && hasOwnDkimKey(holder, at) ? at : undefined;
}
