import { serviceRecords } from "../../view/services.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const srvName: ZoneCheck = {
  id: "srv-name",
  severity: "error",
  rule: "The name of an SRV record begins with _service._protocol; clients look up no other name.",
  source: "RFC 2782, RFC 6335 §5.1",
  explanation: {
    why: "Clients put the service and the protocol, each with an underscore, before the domain and look up that name.",
    effect: "Nobody looks up the record, and clients do not find the service.",
    fix: "Name it after the service, such as _imaps._tcp.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: imaps._tcp, type: SRV, value: 0 1 993 mail.example.net}",
    ),
    passes: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 mail.example.net}",
    ),
  },
  check(zone, report) {
    for (const { record, service, protocol } of serviceRecords(zone)) {
      if (service !== undefined && SERVICE.test(service) && protocol !== undefined) continue;
      if (record.name.startsWith("*.")) continue;
      report({
        message: `${shownName(record.name)} has an SRV record but does not begin with _service._protocol, so clients do not look it up`,
        help: "use a name such as _imaps._tcp or _submissions._tcp",
        ...atOwner(zone, record),
      });
    }
  },
};

/** RFC 6335 §5.1 allows 15 characters; Microsoft's own `_sipfederationtls` has 16, and works. */
const SERVICE = /^_[a-z0-9]+(?:-[a-z0-9]+)*$/;
