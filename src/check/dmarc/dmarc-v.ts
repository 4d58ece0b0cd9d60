import { quote } from "../../finding.ts";
import { isDmarc } from "../../mail/text-kind.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcV: ZoneCheck = {
  id: "dmarc-v",
  severity: "error",
  rule: "A DMARC record begins with v=DMARC1, in capitals, and a semicolon; otherwise receivers ignore it.",
  source: "RFC 9989 §4.7, §4.8",
  unwaivable: "receivers ignore the record",
  explanation: {
    why: "Receivers recognize the record by its first tag, which is case-sensitive.",
    effect: "The domain has no DMARC policy.",
    fix: "Begin the text with v=DMARC1; or set the policy under dmarc:.",
    fails: textExample("_dmarc", "v=dmarc1; p=none"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    for (const { name, records } of textRecords(zone).rrsets) {
      if (!name.startsWith("_dmarc.")) continue;
      for (const record of records) {
        const text = record.data.type === "TXT" ? record.data.text : "";
        // txt-edge-space reports a space before it
        if (isDmarc(text) || /^\s/.test(text) || !isNearly(text)) continue;
        report({
          message: `${shownName(name)} TXT ${quote(text)} looks like a DMARC record but does not begin with v=DMARC1 and a semicolon, so receivers ignore it`,
          help: "begin the text with v=DMARC1; or set the policy under dmarc:",
          ...atText(zone, record, { offset: 0, length: text.length }),
        });
      }
    }
  },
};

const isNearly = (text: string): boolean =>
  /dmarc\d/i.test(text) || /(?:^|;)\s*s?p\s*=\s*(?:none|quarantine|reject)/i.test(text);
