import { isBimi, parseBimi } from "../../mail/bimi.ts";
import { tagValue } from "../../mail/tag-list.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import type { DmarcRecord } from "../../view/text-records.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { bimiExample } from "./example.ts";

export const bimiDmarc: ZoneCheck = {
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
  check(zone, report) {
    for (const { record, text, domain } of transportRecords(zone).bimi) {
      // an empty l= declines
      if (!isBimi(text) || !parseBimi(text).location) continue;
      const policy = governingPolicy(zone, domain);
      // dmarc-present reports a missing record
      if (policy === undefined || policy === "elsewhere") continue;
      const problem = weakness(policy, domain);
      if (problem === undefined) continue;
      report({
        message: `${shownName(record.name)} has a logo, but the DMARC record ${shownName(policy.record.name)} has ${problem}, so receivers do not show the logo`,
        help: "set policy: quarantine or reject under dmarc:, and the same or nothing for subdomains, once the reports are clean",
        ...atConflict(zone, record, [policy.record]),
      });
    }
  },
};

function weakness({ record, dmarc }: DmarcRecord, domain: Name): string | undefined {
  const value = (tag: string): string | undefined => tagValue(dmarc.tags, tag)?.toLowerCase();
  const p = value("p") ?? "none";
  const sp = value("sp");
  if (p === "none" && (record.name === `_dmarc.${domain}` || sp === undefined)) return "p=none";
  if (sp === "none") return "sp=none";
  if (value("t") === "y" && p === "quarantine") return "t=y, which turns quarantine into none";
  const pct = value("pct");
  return pct !== undefined && Number(pct) < 100 ? `pct=${pct}` : undefined;
}
