import { networkOf } from "../../mail/network.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { termAt } from "./problems.ts";

export const spfCidrHostBits: ZoneCheck = {
  id: "spf-cidr-host-bits",
  severity: "warning",
  rule: "The address of a network in SPF is the first of that network; receivers ignore the bits after the prefix length, so another address misleads.",
  source: "practice",
  explanation: {
    why: "198.51.100.7/24 is the whole network 198.51.100.0/24, although it looks like a single host.",
    effect: "More hosts may send as the domain than the record seems to say.",
    fix: "Write the first address of the network, or leave out the prefix length for a single host.",
    fails: textExample("@", "v=spf1 ip4:198.51.100.7/24 -all"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.0/24 -all"),
  },
  check(zone, report) {
    for (const found of textRecords(zone).spf) {
      for (const term of found.spf.terms) {
        const network = networkOf(term);
        if (network === undefined || !network.hasHostBits) continue;
        const written = termAt(found.text, term.offset);
        report({
          message: `the SPF record of ${shownName(found.record.name)} has ${written}, whose address is not the first of its network; receivers match the whole network`,
          help: "write the first address of the network, or leave out the prefix length if you mean one host",
          ...atText(zone, found.record, term),
        });
      }
    }
  },
};
