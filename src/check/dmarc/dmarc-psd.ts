import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcPsd: ZoneCheck = {
  id: "dmarc-psd",
  severity: "warning",
  rule: "psd=y is only for registries, whose customers have domains below theirs.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "psd=y says that others register domains below this one. Each of those is then an organization of its own.",
    effect:
      "Receivers no longer treat the domain and its subdomains as one organization, so they do not align with each other.",
    fix: "Delete psd=y.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; psd=y; rua=mailto:dmarc@example.net"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      if (tagValue(dmarc.tags, "psd")?.toLowerCase() !== "y") continue;
      report({
        message: `the DMARC record ${shownName(record.name)} has psd=y, which is only for registries, so mail of its subdomains no longer aligns with it`,
        help: "delete psd=y",
        ...atText(zone, record, tagSpan(dmarc.tags, "psd")),
      });
    }
  },
};
