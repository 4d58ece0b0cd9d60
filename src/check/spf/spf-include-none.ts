import { zoneIndex } from "../../plan/zone-index.ts";
import { answering, isDelegated } from "../../view/answering.ts";
import { publishedSpf, spfTargets } from "../../view/spf-budgets.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfIncludeNone: AmongCheck = {
  id: "spf-include-none",
  severity: "error",
  rule: "A name in a managed zone that an SPF record includes or redirects to has an SPF record; otherwise receivers return permerror.",
  source: "RFC 7208 §5.2, §6.1",
  explanation: {
    why: "include and redirect use the SPF record of the name that they give. If it has none, the whole record is invalid. In a managed zone a name that no spec has does not exist, unless external lists it.",
    effect: "SPF is a permerror for all mail that no earlier term matches.",
    fix: "Publish SPF at that name, or correct the include.",
    fails: textExample("@", "v=spf1 include:spf.example.com -all", "spf", "hello"),
    passes: textExample("@", "v=spf1 include:spf.example.com -all", "spf", "v=spf1 ip4:100.20.30.40 -all"),
  },
  checkAmong(zone, zones, report) {
    for (const { record, spf } of textRecords(zone).spf) {
      for (const { term, name } of spfTargets(spf)) {
        if (publishedSpf(zones).has(name)) continue;
        const holder = zoneIndex(zones).zoneOf(name, zone);
        if (holder === undefined || holder.external.has(name) || isDelegated(holder, name)) continue;
        const rrsets = answering(holder, name);
        // the target of a CNAME, and the text of a wildcard, are other records
        if (rrsets?.some(({ type, records }) => type === "CNAME" || records[0]?.name !== name)) continue;
        report({
          message: `the SPF record of ${shownName(record.name)} has ${term.name === "include" ? "include:" : "redirect="}${term.domain}, ${rrsets === undefined ? "a name that no spec has" : "which has no SPF record"}, so receivers return permerror`,
          help: `add SPF at ${shownName(name)} to records, remove the ${term.name}, or list the name under external if something else manages it`,
          ...atText(zone, record, term),
        });
      }
    }
  },
};
