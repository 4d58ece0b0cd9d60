import { isEnforced } from "../../mail/dmarc.ts";
import { dmarcOf, hasDkimKey, isSending, signingDomain } from "../../view/mail-domain.ts";
import { ofDomain } from "../../view/origin.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dkimPresent: ZoneCheck = {
  id: "dkim-present",
  severity: "warning",
  rule: "A domain that sends has at least one DKIM key; large receivers ask for it.",
  source: "Google and Yahoo sender rules (2024-02), Microsoft (2025-05-05), RFC 9989 §5.1",
  explanation: {
    why: "DKIM survives forwarding, which SPF does not, and Google, Yahoo and Microsoft refuse bulk mail without it.",
    effect: "Mail is more often taken for spam; above a few thousand messages a day it is refused.",
    fix: "Switch signing on at the provider, and give its key under dkim: or as the preset's parameter.",
    fails: example("mailbox: tencent-exmail"),
    passes: example("mailbox: tencent-exmail", EXAMPLE_DKIM),
  },
  check(zone, report) {
    let revoked: ReadonlySet<Name> | undefined;
    for (const { domain } of zone.domains) {
      if (domain.isPartial) continue;
      const { spec } = domain;
      if (!isSending(domain) || hasDkimKey(zone, spec.domain)) continue;
      // with a policy that is enforced, dmarc-reject-no-dkim speaks
      const policy = dmarcOf(zone, spec.domain);
      if (policy !== undefined && isEnforced(policy.dmarc)) continue;
      // a key that is revoked is for dkim-revoked to tell
      revoked ??= new Set(textRecords(zone).dkim.map(({ record }) => signingDomain(record.name)));
      if (revoked.has(spec.domain)) continue;
      report({
        message: `${shownName(spec.domain)} sends mail (mode ${spec.mode}) but has no DKIM key, so its signatures, if there are any, cannot be verified`,
        help: "switch DKIM on at the provider, and give its selector and key under dkim: or with the preset's parameters",
        ...ofDomain(domain),
      });
    }
  },
};
