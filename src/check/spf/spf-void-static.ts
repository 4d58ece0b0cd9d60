import { MOST_VOIDS, type SpfTermCost } from "../../mail/spf-budget.ts";
import { printTerm } from "../../mail/spf-term.ts";
import { costlyRecords } from "../../view/spf-budgets.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";

/** Most terms that a message names. */
const MOST_SHOWN = 3;

export const spfVoidStatic: FleetCheck = {
  id: "spf-void-static",
  severity: "warning",
  rule: "At most 2 lookups of an SPF record find nothing; after that, receivers may return permerror.",
  source: "RFC 7208 §4.6.4",
  explanation: {
    why: "A lookup of a name that does not exist, or that has no records of the type, is a void lookup. Counted are names that the specs have without such records; the live check covers others.",
    effect: "Receivers that enforce the limit return permerror for mail that no earlier term matches.",
    fix: "Remove the terms that find nothing.",
    fails: example(
      "mode: send-only",
      "spf: {a: [m1, m2, m3]}",
      "records:",
      ...[1, 2, 3].map((i) => `  - {name: m${i}, type: TXT, value: v=spf1 -all}`),
    ),
    passes: example(
      "mode: send-only",
      "spf: {a: [m1]}",
      "records:",
      "  - {name: m1, type: A, value: 100.20.30.40}",
      "  - {name: m1, type: TXT, value: v=spf1 a -all}",
    ),
  },
  checkFleet(zones, report) {
    for (const { zone, found, budget } of costlyRecords(zones)) {
      const { voids, terms } = budget;
      if (voids <= MOST_VOIDS) continue;
      const shown = [...new Set(voidTerms(terms))].slice(0, MOST_SHOWN);
      report({
        message: `${voids} lookups of the SPF record of ${shownName(found.record.name)} find nothing, such as ${listed(shown)}; receivers may return permerror after ${MOST_VOIDS}`,
        help: "remove these terms, or add the records that they look up",
        ...atRecord(zone, found.record),
      });
    }
  },
};

function voidTerms(terms: readonly SpfTermCost[]): string[] {
  return terms.flatMap(({ term, isVoid, inside }) =>
    isVoid ? [printTerm(term).slice(0, 60)] : voidTerms(inside),
  );
}
