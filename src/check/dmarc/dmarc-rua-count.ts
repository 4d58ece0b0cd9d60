import { valueSpan } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcRuaCount: ZoneCheck = {
  id: "dmarc-rua-count",
  severity: "warning",
  rule: "rua and ruf each have at most two addresses; receivers may stop after the second.",
  source: "RFC 7489 §6.2; practice",
  explanation: {
    why: "The older RFC 7489 requires receivers to support two addresses, and many support no more.",
    effect: "The third address gets no reports.",
    fix: "Have one mailbox forward the reports.",
    fails: textExample(
      "_dmarc",
      "v=DMARC1; p=none; rua=mailto:a@example.net,mailto:b@example.net,mailto:c@example.net",
    ),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:a@example.net,mailto:b@example.net"),
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      for (const tag of ["rua", "ruf"] as const) {
        const count = dmarc[tag].length;
        if (count <= MOST) continue;
        report({
          message: `the DMARC record ${shownName(record.name)} has ${count} addresses in ${tag}=, but receivers may stop after ${MOST}`,
          help: "keep two, and have one of them forward the reports",
          ...atText(zone, record, valueSpan(dmarc.tags, tag)),
        });
      }
    }
  },
};

const MOST = 2;
