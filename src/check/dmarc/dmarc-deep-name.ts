import { textRecords } from "../../view/text-records.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { labels } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcDeepName: ZoneCheck = {
  id: "dmarc-deep-name",
  severity: "warning",
  rule: "A DMARC record that covers names below it is at a domain of at most 7 labels.",
  source: "RFC 9989 §4.10",
  explanation: {
    why: "Receivers look at the sender's domain, and then at its last 7 labels and shorter names, 8 queries at most.",
    effect: "A record at a deeper name applies to that domain only, and to nothing below it.",
    fix: "Publish the policy at a domain higher up.",
    fails: textExample("_dmarc.a.b.c.d.e.f", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    for (const { record } of textRecords(zone).policies) {
      const domain = record.name.slice("_dmarc.".length);
      const depth = labels(domain).length;
      if (depth < DEEP) continue;
      report({
        message: `the DMARC record ${shownName(record.name)} is for a domain of ${depth} labels, so receivers find it for that domain only and for no name below it`,
        help: "publish the policy at a domain higher up",
        ...atOwner(zone, record),
      });
    }
  },
};

const DEEP = 8;
