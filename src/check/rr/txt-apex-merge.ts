import { shownLive } from "../../inventory/live-record.ts";
import { adopting, foreignOf, inTheWayOf, rivals, strangers, wantedAt } from "../../view/live.ts";
import type { LiveCheck } from "../check.ts";

export const txtApexMerge: LiveCheck = {
  id: "txt-apex-merge",
  severity: "error",
  rule: "If all texts at a name are one record, texts that no spec has are kept in it; otherwise they would be overwritten.",
  source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html (2026-11-21)",
  explanation: {
    why: "On Route 53 all texts at a name are one record, so SPF shares it with the tokens that prove to other services that the domain is yours.",
    effect: "The record is written as a whole, so the tokens would be lost, and those services would stop.",
    fix: "Write the texts that you want to keep under records: as TXT, then adopt the record. mailzone adopt STACK DOMAIN does both.",
    fails: "# no spec can show this: it needs a text in the zone that no spec has\n",
    passes: "domain: example.com\ndns: route53\nmailbox: tencent-exmail\n",
  },
  checkLive(comparison, report) {
    const { zone } = comparison;
    if (zone.cloud.unit !== "rrset") return;
    for (const match of foreignOf(comparison, "TXT")) {
      const { record } = match;
      const [wanted] = wantedAt(comparison, record.name, "TXT");
      if (wanted === undefined || record.setIdentifier !== undefined) continue;
      const rivalling = new Set(rivals(comparison, record));
      const others = strangers(comparison, record).filter((value) => !rivalling.has(value));
      if (others.length === 0) continue;
      report({
        message: `${shownLive(record, others)} is in the zone, in the same record as the wanted ${wanted.data.type}, which would overwrite it`,
        help: `write what you want to keep under records: as TXT; ${adopting(zone, wanted)} does so and adds the record to the stack`,
        ...inTheWayOf(zone, wanted, match),
      });
    }
  },
};
