import { atConflict, editable } from "../../view/whereabouts.ts";
import { shownData, shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { pointsTo, printRdata } from "../../zone/rdata.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxDupExchange: ZoneCheck = {
  id: "mx-dup-exchange",
  severity: "warning",
  rule: "An MX host appears once at a name; a second preference for it adds nothing.",
  source: "practice",
  explanation: {
    why: "Senders try hosts in the order of preference. They only try a host that failed again at its second place.",
    effect: "The MX records look redundant and are not. The host that was meant instead is missing.",
    fix: "Delete one of the two, or name the other host.",
    fails: example("records:", "  - {type: MX, values: [10 mx.example.net, 20 mx.example.net]}"),
    passes: example("records:", "  - {type: MX, values: [10 mx1.example.net, 20 mx2.example.net]}"),
  },
  check(zone, report) {
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "MX" || records.length < 2) continue;
      const seen = new Map<Name, ZoneRecord>();
      for (const record of records) {
        const exchange = pointsTo(record.data) ?? ".";
        const twin = seen.get(exchange);
        if (twin === undefined) {
          seen.set(exchange, record);
        } else if (printRdata(twin.data) !== printRdata(record.data)) {
          const at = editable([twin, record]);
          report({
            message: `${shownName(name)} has the MX host ${shownName(exchange)} twice (${shownData(twin)} and ${shownData(record)}), which adds no redundancy`,
            help: "delete this record, or name the host that you meant",
            ...atConflict(zone, at, [at === record ? twin : record]),
          });
        }
      }
    }
  },
};
