import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const wildcardMx: ZoneCheck = {
  id: "wildcard-mx",
  severity: "warning",
  rule: "A wildcard has no MX except a null MX; any other receives mail for every misspelled name.",
  source: "RFC 1912 §2.7; practice",
  explanation: {
    why: "With a wildcard MX, every name that does not exist receives mail, and senders never notice a typo.",
    effect: "Spam to invented names reaches your server, and forged senders at such names look deliverable.",
    fix: "Name the subdomains that have mail. If you want the catch-all, waive this check and give the reason.",
    fails: example(
      "records:",
      "  - {type: MX, value: 10 mx.example.net}",
      '  - {name: "*", type: MX, value: 10 mx.example.net}',
    ),
    passes: example(
      "records:",
      "  - {type: MX, value: 10 mx.example.net}",
      "  - {name: lists, type: MX, value: 10 mx.example.net}",
      "  - {name: lists, type: TXT, value: v=spf1 mx -all}",
    ),
  },
  check(zone, report) {
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "MX" || !name.startsWith("*.")) continue;
      const record = records.find(({ data }) => !isNullMx(data));
      if (record === undefined) continue;
      report({
        message: `${shownName(name)} has an MX, so every name that does not exist receives mail, including misspelled and invented ones`,
        help: "add the MX at each subdomain that has mail",
        ...atOwner(zone, record),
      });
    }
  },
};
