import { quote } from "../../finding.ts";
import { oddLabel } from "../../mail/macro-string.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { spfProblems, termAt } from "./problems.ts";

const HELP = "write just the domain name, such as include:_spf.example.net";

export const spfDomainSpec: ZoneCheck = {
  id: "spf-domain-spec",
  severity: "error",
  rule: "The domain of include, exists, a, mx, ptr and redirect is a full domain name, or ends in a macro; otherwise the record is a permerror, or the term matches nobody.",
  source: "RFC 7208 §4.8, §5.2, §6.1, §7.1, §12",
  unwaivable: "receivers return permerror for the record (RFC 7208 §4.6)",
  explanation: {
    why: "A URL, an address, a single label or a name with a prefix length cannot be looked up. The grammar allows any visible character in a label, but no name with such labels has records: a, mx, ptr and exists then match nobody (a warning), and include and redirect find no SPF record, which is a permerror.",
    effect: "Receivers return permerror, so SPF fails for all mail of the domain.",
    fix: "Write the name that the service gives you, such as include:_spf.example.net.",
    fails: textExample("@", "v=spf1 include:https://spf.example.net -all"),
    passes: textExample("@", "v=spf1 include:spf.example.net -all"),
  },
  check(zone, report) {
    spfProblems(zone, ["domain"], report, HELP);
    for (const { record, text, spf } of textRecords(zone).spf) {
      for (const term of spf.terms) {
        const odd = "domain" in term && term.domain !== undefined ? oddLabel(term.domain) : undefined;
        if (odd === undefined) continue;
        const isPermerror = term.name === "include" || term.name === "redirect";
        const effect = isPermerror
          ? "so it has no SPF record and receivers return permerror"
          : term.name === "exp"
            ? "so receivers find no explanation there"
            : "so the term matches nobody";
        report({
          severity: isPermerror ? "error" : "warning",
          message: `the SPF record of ${shownName(record.name)} has ${quote(termAt(text, term.offset))}: ${quote(odd)} is not a label of any host's name, ${effect}`,
          help: HELP,
          ...atText(zone, record, { offset: text.indexOf(odd, term.offset), length: odd.length }),
        });
      }
    }
  },
};
