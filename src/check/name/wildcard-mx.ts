import { ofOwner } from "../../view/inside.ts";
import { shownName } from "../../words/record.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const wildcardMx: ZoneCheck = {
  id: "wildcard-mx",
  severity: "warning",
  rule: "A wildcard has no MX but null MX; another one takes mail for every misspelt name.",
  source: "RFC 1912 §2.7; practice",
  explanation: {
    why: "With a wildcard MX every name that does not exist receives mail, and senders never learn of their typing mistake.",
    effect: "Spam to made-up names reaches your server, and forged senders at such names look deliverable.",
    fix: "Name the sub-domains that have mail; where the catch-all is meant, waive this check with the reason.",
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
        message: `${shownName(name)} has an MX, so every name that does not exist takes mail, misspelt and made-up ones too`,
        help: "give the MX to the sub-domains that have mail, by name",
        ...ofOwner(zone, record),
      });
    }
  },
};
