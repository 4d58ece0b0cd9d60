import { atDomain, atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { isNullMx } from "../../zone/rdata.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxPresent: ZoneCheck = {
  id: "mx-present",
  severity: "warning",
  rule: "A domain that receives mail has an MX; without one, senders try its address or give up.",
  source: "RFC 5321 §5.1",
  explanation: {
    why: "Without an MX, senders fall back to the domain's own address, which is usually a web server.",
    effect: "Mail is not delivered, or a host that does not know the domain rejects it.",
    fix: "Name a mailbox or an MX, or set the domain's real mode.",
    fails: example("mode: mail", "records:", "  - {name: www, type: A, value: 198.51.100.7}"),
    passes: example("mode: mail", "records:", "  - {type: MX, value: 10 mx.example.net}"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      if (domain.isPartial) continue;
      const { spec } = domain;
      if (spec.mode !== "mail" && spec.mode !== "receive-only") continue;
      const records = recordsAt(zone.owners, spec.domain, "MX");
      if (zone.external.has(spec.domain)) continue;
      const [first] = records;
      if (first === undefined) {
        report({
          message: `${shownName(spec.domain)} receives mail (mode ${spec.mode}) but has no MX, so senders try its address, if it has one, or give up`,
          help: "name a mailbox, or add an MX to records, or set mode: send-only or mode: parked",
          ...atDomain(domain),
        });
      } else if (records.every(({ data }) => isNullMx(data))) {
        report({
          message: `${shownName(spec.domain)} receives mail (mode ${spec.mode}) but its MX is null, which says that it accepts none`,
          help: "name a mailbox or another MX, or set mode: parked",
          ...atRecord(zone, first),
        });
      }
    }
  },
};
