import type { ZoneCheck } from "./check.ts";
import { ofRecord } from "./origin.ts";
import { shownName } from "./wording.ts";

export const rrTypeSupported: ZoneCheck = {
  id: "rr-type-supported",
  severity: "error",
  rule: "A record is of a type that was verified to work on its cloud.",
  source: "vendor, see the cloud's limits",
  *check(zone) {
    const { title, limits } = zone.cloud;
    for (const { name, type, records } of zone.rrsets) {
      const [record] = records;
      if (record === undefined || limits.types.able.includes(type)) continue;
      yield {
        message: `${shownName(name)} has ${type} data, which is not known to work on ${title}, so it would fail when it is applied`,
        help: "delete this record, or move the domain to another cloud",
        ...ofRecord(zone, record),
      };
    }
  },
};
