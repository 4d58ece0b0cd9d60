import { atConflict, editable, settle } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownData, shownName } from "../../words/record.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxNullAlone: ZoneCheck = {
  id: "mx-null-alone",
  severity: "error",
  rule: "A null MX says that a domain accepts no mail, and is the only MX of its name.",
  source: "RFC 7505 §3",
  unwaivable: "a domain that refuses all mail can have no other MX (RFC 7505 §3)",
  explanation: {
    why: "A null MX says that the name accepts no mail, and another MX says that it does.",
    effect: "Some senders deliver, and others bounce the mail at once.",
    fix: "Delete the null MX, or all the others.",
    fails: example("records:", "  - {type: MX, value: 0 .}", "  - {type: MX, value: 10 mx.example.net}"),
    passes: example("records:", "  - {type: MX, value: 10 mx.example.net}"),
  },
  check(zone, report) {
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "MX" || records.length < 2) continue;
      const [none] = records.filter(({ data }) => isNullMx(data));
      const hosts = records.filter(({ data }) => !isNullMx(data));
      if (none === undefined || hosts.length === 0) continue;
      const at = editable([none, ...hosts] as [ZoneRecord, ...ZoneRecord[]]);
      const others = at === none ? hosts : [none];
      report({
        message: `${shownName(name)} has the null MX "0 ." and also ${listed(hosts.map(shownData))}, so some senders deliver and others give up`,
        help: settle(zone, at, others[0] ?? none),
        ...atConflict(zone, at, others),
      });
    }
  },
};
