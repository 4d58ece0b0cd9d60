import { addressLiteral, mailHosts } from "../../view/mail-hosts.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxNotIp: ZoneCheck = {
  id: "mx-not-ip",
  severity: "error",
  rule: "An MX names a host; an address in its place is looked up as a name and not found.",
  source: "RFC 1035 §3.3.9, RFC 5321 §5.1",
  unwaivable: "senders look an address up as a name and find nothing",
  explanation: {
    why: "The value of an MX is a name. Senders look up an address there as a name, which does not exist.",
    effect: "Mail is not delivered.",
    fix: "Give the address a name, and point the MX to that name.",
    fails: example("records:", "  - {type: MX, value: 10 198.51.100.7}"),
    passes: example(
      "records:",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 198.51.100.7}",
    ),
  },
  check(zone, report) {
    for (const { record, exchange, preference } of mailHosts(zone)) {
      const address = addressLiteral(exchange);
      if (address === undefined) continue;
      const type = address.includes(":") ? "AAAA" : "A";
      report({
        message: `${shownName(record.name)} MX ${preference} has the address ${address} in place of a host name, so mail is not delivered`,
        help: `add {name: mx, type: ${type}, value: "${address}"} to records and write MX ${preference} mx`,
        ...atTarget(zone, record),
      });
    }
  },
};
