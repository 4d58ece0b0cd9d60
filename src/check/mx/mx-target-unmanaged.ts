import { answering, isDelegated } from "../../view/answering.ts";
import { addressLiteral, mailHostsWithin } from "../../view/mail-hosts.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxTargetUnmanaged: AmongCheck = {
  id: "mx-target-unmanaged",
  severity: "warning",
  rule: "An MX host inside a managed zone is in the specs or under external; otherwise it may not exist.",
  source: "RFC 5321 §5.1",
  explanation: {
    why: "A host in your own zone that no spec has may be managed by hand, or be a typo.",
    effect: "If nothing gives it an address, mail is not delivered.",
    fix: "Add the host to records, or list it under external.",
    fails: example("records:", "  - {type: MX, value: 10 mail}"),
    passes: example("external: [mail]", "records:", "  - {type: MX, value: 10 mail}"),
  },
  checkAmong(zone, zones, report) {
    for (const { record, exchange, holder } of mailHostsWithin(zone, zones)) {
      if (holder.external.has(exchange)) continue;
      // other servers answer below a delegation, and mx-not-ip reports an address
      if (isDelegated(holder, exchange) || addressLiteral(exchange) !== undefined) continue;
      if (answering(holder, exchange) !== undefined) continue;
      report({
        message: `${shownRecord(record)} names a host inside the zone ${shownName(holder.name)} to which no spec gives an address, so mail is lost unless something else does`,
        help: `add A or AAAA at ${shownName(exchange)} to records, or list it under external if something else manages it`,
        ...atTarget(zone, record),
      });
    }
  },
};
