import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcPsd: ZoneCheck = {
  id: "dmarc-psd",
  severity: "warning",
  rule: "psd=y is for registries, whose customers have domains below theirs.",
  source: "RFC 9989 §4.7",
  explanation: {
    why: "psd=y says that the domain above which others register is this one; the domains below are then organizations of their own.",
    effect:
      "Receivers no longer count the domain and its sub-domains as one, so alignment fails between them.",
    fix: "Delete psd=y.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; psd=y; rua=mailto:dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      if (tagValue(dmarc.tags, "psd")?.toLowerCase() !== "y") continue;
      report({
        message: `the DMARC record ${shownName(record.name)} has psd=y, which only registries have, so mail of its sub-domains no longer aligns with it`,
        help: "delete psd=y",
        ...ofText(zone, record, tagSpan(dmarc.tags, "psd")),
      });
    }
  },
};
