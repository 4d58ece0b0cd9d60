import { DMARC_POLICIES } from "../../mail/dmarc.ts";
import { NONE } from "../../mail/governing-policy.ts";
import { atGoverning, governingPolicy } from "../../view/governing-policy.ts";
import { hasDkimKey, isSending } from "../../view/mail-domain.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dmarcRejectNoDkim: AmongCheck = {
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
  checkAmong(zone, zones, report) {
    for (const { domain } of zone.domains) {
      if (domain.isPartial || !isSending(domain) || hasDkimKey(zone, domain.spec.domain)) continue;
      const governing = governingPolicy(zones, zone, domain.spec.domain);
      if (typeof governing !== "object" || governing.policy === NONE) continue;
      const policy = DMARC_POLICIES[governing.policy];
      report({
        severity: policy === "reject" ? "error" : "warning",
        message: `${shownName(domain.spec.domain)} has the DMARC policy ${policy} but no DKIM key, so genuine mail that is forwarded ${policy === "reject" ? "is rejected" : "goes to spam"}`,
        help: "give the key under dkim: or in the preset's parameters, or keep policy: none until mail is signed",
        ...atGoverning(zone, domain, governing),
      });
    }
  },
};
