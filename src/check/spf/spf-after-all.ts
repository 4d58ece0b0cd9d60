import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { termAt } from "./problems.ts";

export const spfAfterAll: ZoneCheck = {
  id: "spf-after-all",
  severity: "warning",
  rule: "all is the last mechanism of an SPF record; receivers never reach a mechanism after it.",
  source: "RFC 7208 §5.1",
  explanation: {
    why: "Receivers try the terms in order, and all matches every sender.",
    effect: "A sender listed after all does not pass.",
    fix: "Move the terms before all.",
    fails: textExample("@", "v=spf1 -all ip4:198.51.100.7"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.7 -all"),
  },
  check(zone, report) {
    for (const found of textRecords(zone).spf) {
      const { terms } = found.spf;
      const all = terms.findIndex(({ name }) => name === "all");
      if (all < 0) continue;
      const late = terms.slice(all + 1).find((term) => "qualifier" in term);
      if (late === undefined) continue;
      const written = termAt(found.text, late.offset);
      report({
        message: `the SPF record of ${shownName(found.record.name)} has ${written} after all, where receivers never reach it, so it has no effect`,
        help: "move it before all",
        ...atText(zone, found.record, late),
      });
    }
  },
};
