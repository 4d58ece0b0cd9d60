import { NONE } from "../../mail/governing-policy.ts";
import type { Zone } from "../../plan/zone.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import { hasDkimKey, isSending, signingDomain } from "../../view/mail-domain.ts";
import { unsignedOf } from "../../view/signing.ts";
import { textRecords } from "../../view/text-records.ts";
import type { Name } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dkimPresent: AmongCheck = {
  id: "dkim-present",
  severity: "warning",
  rule: "Each service that sends for a domain has a DKIM key there; large receivers require it.",
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
      if (!isSending(domain)) continue;
      const unsigned = unsignedOf(zone, domain);
      if (unsigned.length === 0) continue;
      // if a policy is enforced, dmarc-reject-no-dkim reports it
      const policy = governingPolicy(zones, zone, spec.domain);
      if (typeof policy === "object" && policy.policy > NONE) continue;
      // dkim-revoked reports a revoked key
      revoked ??= revokedIn(zone);
      if (revoked.has(spec.domain) && !hasDkimKey(zone, spec.domain)) continue;
      for (const { fact, help, where } of unsigned) {
        report({ message: `${fact}, so receivers cannot verify that the mail is genuine`, help, ...where });
      }
    }
  },
};

/** The domains that have a selector with a revoked key. */
const revokedIn = (zone: Zone): ReadonlySet<Name> =>
  new Set(
    textRecords(zone).dkim.flatMap(({ record, dkim }) =>
      dkim.key === "" ? [signingDomain(record.name)] : [],
    ),
  );
