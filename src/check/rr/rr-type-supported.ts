import { ofRecord } from "../../view/origin.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const rrTypeSupported: ZoneCheck = {
  id: "rr-type-supported",
  severity: "error",
  rule: "A record is of a type that was verified to work on its cloud.",
  source: "vendor, see the cloud's limits",
  explanation: {
    why: "Each record type was tried on each cloud before mailzone publishes it there.",
    effect: "Applying the spec fails half way.",
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
        message: `${shownName(name)} has ${type} data, which is not known to work on ${title}, so it would fail when it is applied`,
        help: "delete this record, or move the domain to another cloud",
        ...ofRecord(zone, record),
      });
    }
  },
};
