import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const rrTypeSupported: ZoneCheck = {
  id: "rr-type-supported",
  severity: "error",
  rule: "A record has a type that was tested on its cloud.",
  source: "vendor, see the cloud's limits",
  explanation: {
    why: "mailzone publishes only record types that were tested on the cloud.",
    effect: "Applying the spec fails halfway.",
    fix: "Delete the record, or move the domain to another cloud.",
    fails: example(
      "dns: alidns",
      "mode: parked",
      "records:",
      "  - {name: _25._tcp.mx, type: TLSA, value: 3 1 1 abababababababababababababababababababababababababababababababab}",
    ),
    passes: example(
      "dns: alidns",
      "mode: parked",
      "records:",
      "  - {name: www, type: A, value: 198.51.100.7}",
    ),
  },
  check(zone, report) {
    const { title, limits } = zone.cloud;
    for (const { name, type, records } of zone.rrsets) {
      const [record] = records;
      if (record === undefined || limits.types.able.includes(type)) continue;
      report({
        message: `${shownName(name)} has a ${type} record, a type that was not tested on ${title}, so applying it would fail`,
        help: "delete this record, or move the domain to another cloud",
        ...atRecord(zone, record),
      });
    }
  },
};
