import { answering } from "../../view/answering.ts";
import { mailHostsWithin } from "../../view/mail-hosts.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { inTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxNotCname: AmongCheck = {
  id: "mx-not-cname",
  severity: "error",
  rule: "The host of an MX has its own addresses and is not a CNAME; many senders reject a CNAME there.",
  source: "RFC 2181 §10.3, RFC 5321 §5.1",
  explanation: {
    why: "The standard requires a host with addresses behind an MX, not an alias, and some senders do not follow an alias.",
    effect: "Senders that follow the standard do not deliver.",
    fix: "Point the MX to the target of the CNAME, or give the host A and AAAA records.",
    fails: example(
      "records:",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: CNAME, value: host.example.net}",
    ),
    passes: example("records:", "  - {type: MX, value: 10 host.example.net}"),
  },
  checkAmong(zone, zones, report) {
    for (const { record, exchange, holder } of mailHostsWithin(zone, zones)) {
      const alias = answering(holder, exchange)?.find(({ type }) => type === "CNAME")?.records[0];
      if (alias?.data.type !== "CNAME") continue;
      // a flattened CNAME is answered with addresses
      if (holder.flattenApex && exchange === holder.name) continue;
      const own = record.origin.preset === undefined || alias.origin.preset !== undefined;
      report({
        message: `${shownRecord(record)} names a host that is a CNAME (${shownRecord(alias)}), so senders that follow the standard do not deliver`,
        help: `point the MX to ${shownName(alias.data.target)}, or replace the CNAME at ${shownName(exchange)} with A and AAAA`,
        ...(own
          ? { ...atConflict(zone, record, [alias]), ...inTarget(zone, record) }
          : atConflict(holder, alias, [record])),
      });
    }
  },
};
