import { networkOf } from "../../mail/network.ts";
import { specialUse } from "../../mail/special-addresses.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { termAt } from "./problems.ts";

export const spfIpPrivate: ZoneCheck = {
  id: "spf-ip-private",
  severity: "warning",
  rule: "The addresses in an SPF record are public; receivers never see mail from private and reserved ones.",
  source: "RFC 6890, RFC 5737, RFC 3849",
  explanation: {
    why: "A receiver sees the address from which a network reaches the internet. Addresses for private networks, loopback, tests and documentation never appear there.",
    effect: "The term lets nobody send. The public address that was meant is missing, so its mail fails.",
    fix: "Write the public address that your mail is sent from.",
    fails: textExample("@", "v=spf1 ip4:10.1.2.3 -all"),
    passes: textExample("@", "v=spf1 ip4:100.20.30.40 -all"),
  },
  check(zone, report) {
    for (const found of textRecords(zone).spf) {
      for (const term of found.spf.terms) {
        if (term.name !== "ip4" && term.name !== "ip6") continue;
        // spf-wide-range reports a network of the whole internet, which has these addresses too
        const use =
          networkOf(term) === undefined ? undefined : specialUse(term.name, term.address, term.prefix);
        if (use === undefined) continue;
        const written = termAt(found.text, term.offset);
        report({
          severity: use === "documentation" ? "info" : "warning",
          message: `the SPF record of ${shownName(found.record.name)} has ${written}, which is for ${use}, so no mail ever comes from it`,
          help: "write the public address that the mail is sent from, or delete the term",
          ...atText(zone, found.record, term),
        });
      }
    }
  },
};
