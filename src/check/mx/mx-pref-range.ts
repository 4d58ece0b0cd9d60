import type { Zone } from "../../plan/zone.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { atField } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { pointsTo } from "../../zone/rdata.ts";
import type { RRset, ZoneRecord } from "../../zone/rrset.ts";
import type { Reported, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxPrefRange: ZoneCheck = {
  id: "mx-pref-range",
  severity: "error",
  rule: "An MX preference has 16 bits and is in the range that the cloud accepts.",
  source: "RFC 1035 §3.3.9; vendor, see the cloud's limits",
  unwaivable: "the cloud refuses the preference",
  explanation: {
    why: "A preference is a number of 16 bits, and some clouds accept a smaller range.",
    effect: "The cloud rejects the record when it is applied.",
    fix: "Write a number in the range that the finding names. Only the order of the numbers matters.",
    fails: example("dns: alidns", "records:", "  - {type: MX, value: 60 mx.example.net}"),
    passes: example("dns: alidns", "records:", "  - {type: MX, value: 20 mx.example.net}"),
  },
  check(zone, report) {
    const { preference } = zone.cloud.limits;
    for (const rrset of zone.rrsets) {
      if (rrset.type !== "MX") continue;
      for (const record of rrset.records) {
        const { data } = record;
        if (record.adaptedFrom !== undefined) report(adapted(zone, rrset, record));
        // mx-null-provider checks a null MX
        if (data.type !== "MX" || data.exchange === ".") continue;
        if (data.preference >= preference.min && data.preference <= preference.max) continue;
        report({
          message: `${shownRecord(record)} has the preference ${data.preference}; ${zone.cloud.title} accepts ${preference.min} to ${preference.max}, so it would reject the record`,
          help: `write a preference from ${preference.min} to ${preference.max}`,
          ...atField(zone, record, "preference"),
        });
      }
    }
  },
};

/** A preset's preference that was raised to what the cloud accepts, and whether that changes the order of hosts. */
function adapted(zone: Zone, { records }: RRset, record: ZoneRecord): Reported {
  const { title, limits } = zone.cloud;
  const before = record.adaptedFrom?.type === "MX" ? record.adaptedFrom.preference : 0;
  const now = record.data.type === "MX" ? record.data.preference : 0;
  const level = records.find(
    ({ data, adaptedFrom }) => data.type === "MX" && data.preference === now && adaptedFrom === undefined,
  );
  return {
    severity: level === undefined ? "info" : "warning",
    message: `${shownName(record.name)} MX ${before} ${shownName(pointsTo(record.data) ?? ".")} gets the preference ${now} on ${title}, which accepts ${limits.preference.min} to ${limits.preference.max}; ${level === undefined ? "the order of the hosts stays the same" : `${shownName(pointsTo(level.data) ?? ".")} then has the same preference`}`,
    help: level === undefined ? "nothing to do" : "give the other host a higher number",
    ...atRecord(zone, record),
  };
}
