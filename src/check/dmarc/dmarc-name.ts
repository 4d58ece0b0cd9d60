import { aliasTargets } from "../../view/aliases.ts";
import { textRecords } from "../../view/text-records.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcName: AmongCheck = {
  id: "dmarc-name",
  severity: "error",
  rule: "A DMARC record is at _dmarc of the domain, where receivers look for it; elsewhere it has no effect.",
  source: "RFC 9989 §4.5",
  explanation: {
    why: "Receivers put _dmarc in front of the domain of the From address, and look up only that name.",
    effect: "The domain has no DMARC policy.",
    fix: "Set the policy under dmarc:, which builds the name.",
    fails: textExample("@", "v=DMARC1; p=none"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  checkAmong(zone, zones, report) {
    for (const { record } of textRecords(zone).dmarc) {
      const { name } = record;
      // a consent to reports (RFC 9990 §4), and a wildcard, which wildcard-shadow reports
      if (name.includes("._report._dmarc.") || name.startsWith("*.")) continue;
      const twice = name.startsWith("_dmarc.") && name.includes("._dmarc.");
      if (name.startsWith("_") && !twice) continue;
      // a record that the _dmarc names of many domains share by CNAME
      if (aliasTargets(zones).has(name)) continue;
      report({
        message: `${shownName(name)} has a DMARC record, but receivers look for it at ${twice ? "_dmarc of a domain" : `_dmarc.${shownName(name)}`}, so it has no effect`,
        help: "set the policy under dmarc:, which publishes it at _dmarc of the mail domain",
        ...atOwner(zone, record),
      });
    }
  },
};
