import { quote } from "../../finding.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const txtEdgeSpace: ZoneCheck = {
  id: "txt-edge-space",
  severity: "error",
  rule: "A text does not begin or end with white space; with a space before its version, a policy record is ignored.",
  source: "RFC 7208 §4.5, RFC 9989 §4.8; practice",
  explanation: {
    why: "Receivers compare the first characters of a text with v=spf1 or v=DMARC1, and a space before them is a difference. Some DNS hosts drop a space at the end, so the published text never equals the wanted one.",
    effect:
      "With a space before it, the policy does not exist. With a space after it, only the comparison fails.",
    fix: "Delete the white space at both ends of the value.",
    fails: textExample("@", " v=spf1 -all"),
    passes: textExample("@", "v=spf1 -all"),
  },
  check(zone, report) {
    for (const { name, records } of textRecords(zone).rrsets) {
      for (const record of records) {
        const text = record.data.type === "TXT" ? record.data.text : "";
        if (text.trim() === text) continue;
        const leading = text.trimStart() !== text;
        const kept = leading ? text.length - text.trimStart().length : text.trimEnd().length;
        const edge = leading ? { offset: 0, length: kept } : { offset: kept, length: text.length - kept };
        const lost = leading && POLICY.test(text);
        report({
          severity: lost ? "error" : "warning",
          message: `${shownName(name)} TXT ${quote(text)} ${leading ? "begins" : "ends"} with white space, ${lost ? "so receivers do not recognize the policy" : "which few tools show and some DNS hosts drop"}`,
          help: "delete the white space at both ends of the value",
          ...atText(zone, record, edge),
        });
      }
    }
  },
};

/** Only DKIM allows white space before its first tag (RFC 6376 §3.2). */
const POLICY = /^\s+v\s*=\s*(?:spf1|DMARC1|STSv1|TLSRPTv1|BIMI1)/i;
