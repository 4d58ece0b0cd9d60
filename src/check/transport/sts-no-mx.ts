import type { Zone } from "../../plan/zone.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const stsNoMx: ZoneCheck = {
  id: "sts-no-mx",
  severity: "warning",
  rule: "A domain that accepts no mail has no MTA-STS record, except while it cancels an earlier policy.",
  source: "RFC 8461 §8.3, RFC 7505 §3",
  explanation: {
    why: "MTA-STS protects delivery to a domain's MX. Without an MX there is nothing to protect. To cancel a published policy, serve mode none with a new id, and delete the record after max_age.",
    effect:
      "Nothing is lost today. If the domain accepts mail elsewhere later, senders that still hold an enforced policy refuse to deliver.",
    fix: "Delete the record and its host once the old policy has expired. Until then, waive this finding.",
    fails: example(
      "mode: parked",
      "external: [mta-sts]",
      "records:",
      "  - {name: _mta-sts, type: TXT, value: v=STSv1; id=1}",
    ),
    passes: example("mode: parked"),
  },
  check(zone, report) {
    for (const { record, domain } of transportRecords(zone).sts) {
      if (!takesNoMail(zone, domain) || cancels(zone, domain)) continue;
      report({
        message: `${shownName(record.name)} announces an MTA-STS policy, but ${shownName(domain)} accepts no mail, so there is nothing to protect`,
        help: "delete the record and the host mta-sts, or waive this until a policy of mode none has expired",
        ...atRecord(zone, record),
      });
    }
  },
};

/** Whether the spec has a policy that cancels an earlier one. */
const cancels = (zone: Zone, name: Name): boolean =>
  zone.domains.some(({ domain }) => domain.spec.domain === name && domain.stsPolicy?.mode === "none");

function takesNoMail(zone: Zone, name: Name): boolean {
  const mx = recordsAt(zone.owners, name, "MX");
  if (mx.length > 0) return mx.every(({ data }) => isNullMx(data));
  const spec = zone.domains.find(({ domain }) => domain.spec.domain === name)?.domain.spec;
  return (spec?.mode === "parked" || spec?.mode === "send-only") && !zone.external.has(name);
}
