import { shownLive } from "../../inventory/live-record.ts";
import { adopting, foreignOf, inTheWayOf, rivals, strangers, wantedAt } from "../../view/live.ts";
import type { LiveCheck } from "../check.ts";

export const txtApexMerge: LiveCheck = {
  id: "txt-apex-merge",
  severity: "error",
  rule: "Where all texts at a name are one record, those that no spec has are kept with it; else they would be overwritten.",
  source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html (2026-11-21)",
  explanation: {
    why: "On Route 53 all texts at a name are one record, so SPF stands in one record with the tokens by which other services know the domain as yours.",
    effect: "The record is written as a whole: the tokens would be gone, and those services with them.",
    fix: "Write the texts to be kept under records: as TXT, then adopt the record: mailzone adopt STACK DOMAIN does both.",
    fails: "# no spec can: it takes a text in the zone that no spec has\n",
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
        message: `${shownLive(record, others)} is in the zone, in the one record with the wanted ${wanted.data.type}, which would overwrite it`,
        help: `write what is to be kept under records: as TXT; ${adopting(zone, wanted)} does so and takes the record into the stack`,
        ...inTheWayOf(zone, wanted, match),
      });
    }
  },
};
