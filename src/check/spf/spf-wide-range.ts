import type { SpfTerm } from "../../mail/spf-term.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { termAt } from "./problems.ts";

export const spfWideRange: ZoneCheck = {
  id: "spf-wide-range",
  severity: "warning",
  rule: "A network in SPF is no wider than /16 in IPv4 and /32 in IPv6, and never the whole internet.",
  source: "RFC 9989 §7.1; practice",
  explanation: {
    why: "Every host in the network passes SPF, and with it DMARC. /0 is everybody, and a missing digit turns /24 into /2, a quarter of the internet.",
    effect: "Anyone in the range can send as the domain, and the mail passes as genuine.",
    fix: "List the networks that your mail is sent from.",
    fails: textExample("@", "v=spf1 ip4:0.0.0.0/0 -all"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.0/24 -all"),
  },
  check(zone, report) {
    for (const found of textRecords(zone).spf) {
      for (const term of found.spf.terms) {
        if (!("qualifier" in term) || term.qualifier !== "+") continue;
        const wide = widest(term);
        if (wide === undefined) continue;
        const written = termAt(found.text, term.offset);
        report({
          severity: wide === 0 ? "error" : "warning",
          message: `the SPF record of ${shownName(found.record.name)} has ${written}, which lets ${wide === 0 ? "everybody" : `a network of /${wide}`} send as the domain`,
          help: "list the networks that the mail is sent from, with a longer prefix",
          ...atText(zone, found.record, term),
        });
      }
    }
  },
};

const WIDEST = { ip4: 16, ip6: 32 };

/** The prefix length of a term that is too wide, or the shorter one of two. */
function widest(term: SpfTerm): number | undefined {
  const prefixes: (readonly [number | undefined, number])[] =
    term.name === "ip4" || term.name === "ip6"
      ? [[term.prefix, WIDEST[term.name]]]
      : term.name === "a" || term.name === "mx"
        ? [
            [term.ip4Prefix, WIDEST.ip4],
            [term.ip6Prefix, WIDEST.ip6],
          ]
        : [];
  const wide = prefixes.flatMap(([prefix, most]) => (prefix !== undefined && prefix < most ? [prefix] : []));
  return wide.length === 0 ? undefined : Math.min(...wide);
}
