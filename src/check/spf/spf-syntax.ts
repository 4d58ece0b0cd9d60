import { quote } from "../../finding.ts";
import { isSelector, isSpf } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import { isMailDomain } from "../../view/mail-domain.ts";
import { spfAt, textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems } from "./problems.ts";

export const spfSyntax: ZoneCheck = {
  id: "spf-syntax",
  severity: "error",
  rule: "An SPF record follows the grammar; receivers return permerror for one that does not, and ignore one without the exact version v=spf1.",
  source: "RFC 7208 §4.5, §4.6, §12",
  unwaivable: "receivers return permerror for the record, or ignore it (RFC 7208 §4.5, §4.6)",
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
        // txt-ascii reports a no-break space and its like
        const nearly = isSpf(text) || /[^\t -~]/.test(text) ? null : NEARLY.exec(text);
        if (nearly === null) continue;
        const isOnly = isToHaveSpf(zone, name) && spfAt(zone, name).length === 0;
        report({
          severity: isOnly ? "error" : "warning",
          message: `${shownName(name)} TXT ${quote(text)} looks like SPF but does not begin with v=spf1 and a space, so receivers ignore it${isOnly ? " and the name has no SPF" : ""}`,
          help: "begin the text with v=spf1 and a space, or delete the record",
          ...atText(zone, record, { offset: 0, length: nearly[0].trimEnd().length }),
        });
      }
    }
  },
};

/** Whether mail comes from the name: a mail domain, or one that receives mail (spf-subdomain). */
const isToHaveSpf = (zone: Zone, name: Name): boolean =>
  isMailDomain(zone, name) || recordsAt(zone.owners, name, "MX").some(({ data }) => !isNullMx(data));

/** Almost `v=spf1` and a space. Sender ID's `spf2.0` is something else. */
const NEARLY = /^(?:v\s*[=:]\s*spf1?[!-~]?|v?spf1\s)/i;
