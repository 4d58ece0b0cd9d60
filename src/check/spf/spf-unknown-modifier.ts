import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { nearest } from "../../words/nearest.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { termAt } from "./problems.ts";

export const spfUnknownModifier: ZoneCheck = {
  id: "spf-unknown-modifier",
  severity: "warning",
  rule: "A name=value in SPF is redirect, exp, or ra, rp or rr of RFC 6652; receivers ignore any other.",
  source: "RFC 7208 §6, RFC 6652 §3",
  explanation: {
    why: "An unknown modifier is not a syntax error, so a typo such as redirct= goes unnoticed.",
    effect: "The modifier has no effect.",
    fix: "Correct the name, or delete the term.",
    fails: textExample("@", "v=spf1 a redirct=_spf.example.net -all"),
    passes: textExample("@", "v=spf1 a include:_spf.example.net -all"),
  },
  check(zone, report) {
    for (const found of textRecords(zone).spf) {
      for (const term of found.spf.terms) {
        if (term.name !== "modifier" || KNOWN.has(term.key.toLowerCase())) continue;
        const written = termAt(found.text, term.offset);
        const meant = nearest(term.key.toLowerCase(), ["redirect", "exp"]);
        report({
          message: `the SPF record of ${shownName(found.record.name)} has ${written}, an unknown modifier, so receivers ignore it`,
          help: meant === undefined ? "delete it" : `did you mean ${meant}=?`,
          ...atText(zone, found.record, term),
        });
      }
    }
  },
};

/** For failure reports (RFC 6652 §3). */
const KNOWN: ReadonlySet<string> = new Set(["ra", "rp", "rr"]);
