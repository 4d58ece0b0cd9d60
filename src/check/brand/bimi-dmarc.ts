import { isBimi, parseBimi } from "../../mail/bimi.ts";
import { tagValue } from "../../mail/tag-list.ts";
import type { DmarcRecord } from "../../plan/dmarc-at.ts";
import { governingPolicies } from "../../view/governing-policy.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { bimiExample } from "./example.ts";

export const bimiDmarc: AmongCheck = {
  id: "bimi-dmarc",
  severity: "warning",
  rule: "A domain with BIMI enforces DMARC: p and sp are quarantine or reject, for all of its mail.",
  source: "draft-brand-indicators-for-message-identification-14 §7.1",
  explanation: {
    why: "A logo beside mail that anyone could forge would help attackers, so receivers check the DMARC policy first.",
    effect: "Receivers show no logo.",
    fix: "Raise the policy to quarantine or reject once the reports are clean, and do not use sp=none, t=y or pct.",
    fails: bimiExample({ policy: "none" }),
    passes: bimiExample({ policy: "quarantine" }),
  },
  checkAmong(zone, zones, report) {
    for (const { record, text, domain } of transportRecords(zone).bimi) {
      // an empty l= declines
      if (!isBimi(text) || !parseBimi(text).location) continue;
      for (const policy of governingPolicies(zones, zone, domain)) {
        // dmarc-present reports a missing record
        if (policy === undefined || policy === "elsewhere") continue;
        const problem = weakness(policy.found, policy.at === domain);
        if (problem === undefined) continue;
        const { record: above } = policy.found;
        report({
          message: `${shownName(record.name)} has a logo, but the DMARC record ${shownName(above.name)}, which governs ${shownName(domain)}, has ${problem}, so receivers do not show the logo`,
          help: "set policy: quarantine or reject under dmarc:, and the same or nothing for subdomains, once the reports are clean",
          ...atConflict(zone, record, [above]),
        });
        break;
      }
    }
  },
};

function weakness({ dmarc }: DmarcRecord, isOwn: boolean): string | undefined {
  const value = (tag: string): string | undefined => tagValue(dmarc.tags, tag)?.toLowerCase();
  const p = value("p") ?? "none";
  const sp = value("sp");
  if (p === "none" && (isOwn || sp === undefined)) return "p=none";
  if (sp === "none") return "sp=none";
  if (value("t") === "y" && p === "quarantine") return "t=y, which turns quarantine into none";
  const pct = value("pct");
  return pct !== undefined && Number(pct) < 100 ? `pct=${pct}` : undefined;
}
