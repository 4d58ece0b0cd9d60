import { quote } from "../../finding.ts";
import { isDmarc } from "../../mail/text-kind.ts";
import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcV: ZoneCheck = {
  id: "dmarc-v",
  severity: "error",
  rule: "A DMARC record begins with v=DMARC1, in capitals, and a semicolon; else it is none.",
  source: "RFC 9989 §4.7, §4.8",
  explanation: {
    why: "Receivers tell the record from other texts by its first tag, and compare it by case.",
    effect: "The domain has no DMARC policy.",
    fix: "Begin the text with v=DMARC1; or say it under dmarc:.",
    fails: textExample("_dmarc", "v=dmarc1; p=none"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    for (const { name, records } of textRecords(zone).rrsets) {
      if (!name.startsWith("_dmarc.")) continue;
      for (const record of records) {
        const text = record.data.type === "TXT" ? record.data.text : "";
        // a space before it is for txt-edge-space to tell
        if (isDmarc(text) || !NEARLY.test(text)) continue;
        report({
          message: `${shownName(name)} TXT ${quote(text)} should be a DMARC record but does not begin with v=DMARC1 and a semicolon, so receivers do not take it for one`,
          help: "begin the text with v=DMARC1; or say it under dmarc:",
          ...ofText(zone, record, { offset: 0, length: text.length }),
        });
      }
    }
  },
};

const NEARLY = /^(?!\s)(?:.*dmarc\d|(?:.*;)?\s*s?p\s*=\s*(?:none|quarantine|reject))/i;
