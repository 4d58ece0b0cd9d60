import type { Zone } from "../../plan/zone.ts";
import { atConflict, domainOf, editable } from "../../view/whereabouts.ts";
import { shownRecord } from "../../words/record.ts";
import { printRdata } from "../../zone/rdata.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const rrDuplicate: ZoneCheck = {
  id: "rr-duplicate",
  severity: "error",
  rule: "No two records of a name have the same type and data; DNS stores them once, and two resources would overwrite each other.",
  source: "RFC 2181 §5",
  unwaivable: "clouds store a record once and refuse the second",
  explanation: {
    why: "DNS stores equal records of a name once.",
    effect: "Two resources are created for one record, and deleting either one removes it for both.",
    fix: "Delete one of the two.",
    fails: example(
      "mode: parked",
      "records:",
      "  - {name: www, type: A, values: [198.51.100.7, 198.51.100.7]}",
    ),
    passes: example("mode: parked", "records:", "  - {name: www, type: A, values: [198.51.100.7]}"),
  },
  check(zone, report) {
    for (const { records } of zone.rrsets) {
      if (records.length < 2) continue;
      const seen = new Map<string, ZoneRecord>();
      for (const record of records) {
        const key = record.data.type === "TXT" ? record.data.text : printRdata(record.data);
        const twin = seen.get(key);
        if (twin === undefined) {
          seen.set(key, record);
        } else if (!isDomainTwice(zone, record, twin)) {
          const at = editable([twin, record]);
          report({
            message: `${shownRecord(record)} appears twice; DNS stores it once, so two resources would overwrite each other`,
            help:
              at.origin.preset === undefined
                ? "delete this record"
                : "use the preset once, or leave out one of the two with without",
            ...atConflict(zone, at, [at === record ? twin : record]),
          });
        }
      }
    }
  },
};

/** Two specs for one domain have everything twice, which `fleet-dup-domain` reports once. */
function isDomainTwice(zone: Zone, a: ZoneRecord, b: ZoneRecord): boolean {
  const [one, two] = [domainOf(zone, a), domainOf(zone, b)];
  return one !== two && one?.spec.domain === two?.spec.domain;
}
