import { isEnforced } from "../../mail/dmarc.ts";
import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { hasDkimKey, isSending, ownPolicies } from "../../view/mail-domain.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dmarcRejectNoDkim: ZoneCheck = {
  id: "dmarc-reject-no-dkim",
  severity: "error",
  rule: "A domain with p=reject signs with DKIM; SPF alone breaks when mail is forwarded.",
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
  check(zone, report) {
    for (const { record, dmarc, domain } of ownPolicies(zone)) {
      if (!isSending(domain) || !isEnforced(dmarc) || hasDkimKey(zone, domain.spec.domain)) continue;
      const policy = tagValue(dmarc.tags, "p")?.toLowerCase();
      report({
        severity: policy === "reject" ? "error" : "warning",
        message: `${shownName(domain.spec.domain)} has the DMARC policy ${policy} but no DKIM key, so genuine mail that is forwarded ${policy === "reject" ? "is rejected" : "goes to spam"}`,
        help: "give the key under dkim: or in the preset's parameters, or keep policy: none until mail is signed",
        ...atText(zone, record, tagSpan(dmarc.tags, "p")),
      });
    }
  },
};
