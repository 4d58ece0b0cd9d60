import { NONE } from "../../mail/governing-policy.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import { hasDkimKey, isSending, signingDomain } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dkimPresent: AmongCheck = {
  id: "dkim-present",
  severity: "warning",
  rule: "A domain that sends has at least one DKIM key; large receivers require it.",
  source: "Google and Yahoo sender rules (2024-02), Microsoft (2025-05-05), RFC 9989 §5.1",
  explanation: {
    why: "DKIM survives forwarding and SPF does not. Google, Yahoo and Microsoft reject bulk mail without DKIM.",
    effect: "Mail is more often classified as spam. Above a few thousand messages a day it is rejected.",
    fix: "Enable signing at the provider, and give its key under dkim: or as a parameter of the preset.",
    fails: example("mailbox: tencent-exmail"),
    passes: example("mailbox: tencent-exmail", EXAMPLE_DKIM),
  },
  checkAmong(zone, zones, report) {
    let revoked: ReadonlySet<Name> | undefined;
    for (const { domain } of zone.domains) {
      if (domain.isPartial) continue;
      const { spec } = domain;
      if (!isSending(domain) || hasDkimKey(zone, spec.domain)) continue;
      // if a policy is enforced, dmarc-reject-no-dkim reports it
      const policy = governingPolicy(zones, zone, spec.domain);
      if (typeof policy === "object" && policy.policy > NONE) continue;
      // dkim-revoked reports a revoked key
      revoked ??= new Set(textRecords(zone).dkim.map(({ record }) => signingDomain(record.name)));
      if (revoked.has(spec.domain)) continue;
      report({
        message: `${shownName(spec.domain)} sends mail (mode ${spec.mode}) but has no DKIM key, so receivers cannot verify its signatures`,
        help: "enable DKIM at the provider, and give its selector and key under dkim: or in the preset's parameters",
        ...atDomain(domain),
      });
    }
  },
};
