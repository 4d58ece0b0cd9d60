/** `plan-replace`: owners that change between CNAME and data in this run have no records for a moment. */
import type { Finding } from "../finding.ts";
import { flipsOf, pathOf } from "../inventory/tombstones.ts";
import type { PlannedResource } from "../plan/plan.ts";

const CHANGES = {
  cname: {
    what: "records to a CNAME",
    help: "to avoid the gap, keep the records and leave the CNAME out; otherwise lower the TTL first and apply at a quiet hour",
  },
  data: {
    what: "a CNAME to records",
    help: "to avoid the gap, keep the CNAME and put the new records at a name that it points to; otherwise lower the TTL first and apply at a quiet hour",
  },
} as const;

/** `planned` with its tombstones. */
export const planReplace = (planned: readonly PlannedResource[]): Finding[] =>
  [...flipsOf(planned).values()].flatMap((records) => {
    const [record] = records;
    if (record === undefined) return [];
    const { name, domain, owner, zone } = record;
    const { what, help } = CHANGES[records.some(({ args }) => args["type"] === "CNAME") ? "cname" : "data"];
    const place = zone.owners.get(owner)?.[0]?.records[0]?.origin.place;
    return {
      code: "plan-replace",
      severity: "warning",
      message: `${pathOf(name)} changes from ${what}: no cloud stores both, so the name has no records for a moment`,
      help,
      domain,
      ...(place === undefined ? {} : { place }),
    };
  });
