import { DMARC_POLICIES } from "../../mail/dmarc.ts";
import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dmarcSpWeaker: ZoneCheck = {
  id: "dmarc-sp-weaker",
  severity: "warning",
  rule: "The policies for subdomains, sp and np, are not weaker than p.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "An attacker who cannot forge the domain forges a name below it, which readers trust as much.",
    effect: "Forged mail from subdomains gets through.",
    fix: "Delete sp and np, so that p applies to all names, or tighten them.",
    fails: example(
      "mailbox: tencent-exmail",
      EXAMPLE_DKIM,
      'dmarc: {policy: reject, subdomainPolicy: none, rua: ["mailto:dmarc@example.com"]}',
    ),
    passes: example(
      "mailbox: tencent-exmail",
      EXAMPLE_DKIM,
      'dmarc: {policy: reject, rua: ["mailto:dmarc@example.com"]}',
    ),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const p = strength(tagValue(dmarc.tags, "p"));
      const sp = strength(tagValue(dmarc.tags, "sp"));
      const np = strength(tagValue(dmarc.tags, "np"));
      const weak = [
        sp !== undefined && p !== undefined && sp < p ? "sp" : "",
        np !== undefined && np < (sp ?? p ?? 0) ? "np" : "",
      ].filter(Boolean);
      if (weak.length === 0) continue;
      report({
        message: `the DMARC record ${shownName(record.name)} has ${listed(weak)} weaker than the policy above ${weak.length > 1 ? "them" : "it"}, so names below the domain can be forged although the domain cannot`,
        help: `delete ${listed(weak)}, or tighten ${weak.length > 1 ? "them" : "it"}`,
        ...atText(zone, record, tagSpan(dmarc.tags, weak[0] ?? "")),
      });
    }
  },
};

/** 0 for none, 1 for quarantine, 2 for reject; undefined for an absent or unknown policy. */
function strength(policy: string | undefined): number | undefined {
  const known: readonly string[] = DMARC_POLICIES;
  const at = known.indexOf(policy?.toLowerCase() ?? "");
  return at < 0 ? undefined : at;
}
