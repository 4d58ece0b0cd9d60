import { atConflict, editable } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const rrTtlMixed: ZoneCheck = {
  id: "rr-ttl-mixed",
  severity: "error",
  rule: "The records of one type at a name have one TTL; of several, a cloud would use one.",
  source: "RFC 2181 §5.2",
  unwaivable: "the records of one name and type have one TTL (RFC 2181 §5.2)",
  explanation: {
    why: "The records of one name and type are one set, which is sent and expires as a whole.",
    effect: "The cloud uses one of the TTLs, or rejects the set.",
    fix: "Write one ttl for all of them.",
    fails: example(
      "mode: parked",
      "records:",
      "  - {name: www, type: A, value: 198.51.100.7, ttl: 300}",
      "  - {name: www, type: A, value: 198.51.100.8, ttl: 600}",
    ),
    passes: example(
      "mode: parked",
      "records:",
      "  - {name: www, type: A, values: [198.51.100.7, 198.51.100.8], ttl: 600}",
    ),
  },
  check(zone, report) {
    for (const { name, type, ttl, records } of zone.rrsets) {
      const odd = records.filter((record) => record.ttl !== ttl);
      if (odd.length === 0) continue;
      const at = editable(odd as [ZoneRecord, ...ZoneRecord[]]);
      const other = records.find((record) => record.ttl !== at.ttl);
      const ttls = [...new Set(records.map((record) => record.ttl))].sort((a, b) => a - b);
      report({
        message: `the ${type} records of ${shownName(name)} have the TTLs ${listed(ttls.map(String))}; they can have only one`,
        help: `write ttl: ${other?.ttl ?? ttl} on this record too, or one ttl for the whole spec`,
        ...atConflict(zone, at, other === undefined ? [] : [other]),
      });
    }
  },
};
