import { quote } from "../../finding.ts";
import { isSelector } from "../../mail/text-kind.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems } from "./problems.ts";

export const spfSyntax: ZoneCheck = {
  id: "spf-syntax",
  severity: "error",
  rule: "An SPF record follows the grammar; receivers return permerror for one that does not.",
  source: "RFC 7208 §4.6, §12",
  unwaivable: "receivers return permerror for the record (RFC 7208 §4.6)",
  explanation: {
    why: "A receiver parses the whole record before it looks at the sender, and gives up at the first term that it does not know.",
    effect: "SPF fails for all mail of the domain. With a DMARC policy, the mail may be rejected.",
    fix: "Correct the term that the finding names. The mechanisms are all, include, a, mx, ptr, ip4, ip6 and exists.",
    fails: textExample("@", "v=spf1 ipv4:198.51.100.7 -all"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.7 -all"),
  },
  check(zone, report) {
    spfProblems(zone, ["term"], report);
    for (const { name, records } of textRecords(zone).rrsets) {
      if (isSelector(name)) continue;
      for (const record of records) {
        const text = record.data.type === "TXT" ? record.data.text : "";
        const nearly = NEARLY.exec(text);
        if (nearly === null) continue;
        report({
          severity: "warning",
          message: `${shownName(name)} TXT ${quote(text)} looks like SPF but does not begin with v=spf1 and a space, so receivers ignore it`,
          help: "begin the text with v=spf1 and a space, or delete the record",
          ...atText(zone, record, { offset: 0, length: nearly[0].trimEnd().length }),
        });
      }
    }
  },
};

/** Almost `v=spf1` and a space. Sender ID's `spf2.0` is something else. */
const NEARLY = /^(?:v=spf1(?:[!-~]|\t)|v\s*=\s*spf(?:[^1]|$)|v\s+=\s*spf|spf1\s)/i;
