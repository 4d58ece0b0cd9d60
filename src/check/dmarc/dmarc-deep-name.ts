import { ofOwner } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import { labels } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcDeepName: ZoneCheck = {
  id: "dmarc-deep-name",
  severity: "warning",
  rule: "A DMARC record for names below it stands at a domain of 7 labels at most.",
  source: "RFC 9989 §4.10",
  explanation: {
    why: "Receivers look at the sender's domain itself and then at its last 7 labels and above, 8 queries in all.",
    effect: "A record at a deeper name counts for that very domain and for nothing below it.",
    fix: "Publish the policy at a domain further up.",
    fails: textExample("_dmarc.a.b.c.d.e.f", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    for (const { record } of textRecords(zone).policies) {
      const domain = record.name.slice("_dmarc.".length);
      const depth = labels(domain).length;
      if (depth < DEEP) continue;
      report({
        message: `the DMARC record ${shownName(record.name)} is for a domain of ${depth} labels, so receivers find it for that domain alone and for none below`,
        help: "publish the policy at a domain further up",
        ...ofOwner(zone, record),
      });
    }
  },
};

const DEEP = 8;
