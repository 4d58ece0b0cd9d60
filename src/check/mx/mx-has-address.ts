import { answering } from "../../view/answering.ts";
import { mailHostsWithin } from "../../view/mail-hosts.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { listed } from "../../words/list.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxHasAddress: AmongCheck = {
  id: "mx-has-address",
  severity: "error",
  rule: "The host of an MX has an A or AAAA record; without one, mail cannot be delivered.",
  source: "RFC 5321 §5.1",
  explanation: {
    why: "Senders look up A and AAAA records of the MX host. Other records at that name are of no use to them.",
    effect: "Mail is not delivered, and bounces after some days.",
    fix: "Give the host A or AAAA records, or list it under external if something else manages its addresses.",
    fails: example(
      "records:",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: TXT, value: v=spf1 -all}",
    ),
    passes: example(
      "records:",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: A, value: 198.51.100.7}",
    ),
  },
  checkAmong(zone, zones, report) {
    for (const { record, exchange, holder } of mailHostsWithin(zone, zones)) {
      if (holder.external.has(exchange)) continue;
      const types = answering(holder, exchange)?.map(({ type }) => type);
      if (types === undefined || types.some((type) => ADDRESSES.has(type))) continue;
      report({
        message: `${shownRecord(record)} names a host that has ${listed(types)} but neither A nor AAAA, so mail cannot be delivered`,
        help: `add A or AAAA at ${shownName(exchange)} to records, or list it under external if something else manages its addresses`,
        ...atTarget(zone, record),
      });
    }
  },
};

/** `mx-not-cname` reports a CNAME. */
const ADDRESSES: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME"]);
