/** `plan-replace`: owners that change between CNAME and data in this run have no records for a moment. */
import type { Finding } from "../finding.ts";
import type { Owned } from "../inventory/owned.ts";
import type { PlannedAnchor, PlannedRecord, PlannedResource } from "../plan/plan.ts";

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

/** The anchors whose owners currently hold the other kind and have no records while they change. */
export function flippingAnchors(planned: readonly PlannedResource[], owned: Owned): PlannedAnchor[] {
  return planned.filter(
    (resource): resource is PlannedAnchor =>
      resource.kind === "anchor" &&
      resource.replaced === undefined &&
      (owned.anchors.get(resource.name) ?? resource.args.input) !== resource.args.input,
  );
}

export function planReplace(planned: readonly PlannedResource[], flips: readonly PlannedAnchor[]): Finding[] {
  if (flips.length === 0) return [];
  const recordOf = new Map(
    planned
      .filter((resource): resource is PlannedRecord => resource.kind === "record")
      .map((record) => [record.anchor, record]),
  );
  return flips.map((anchor) => {
    const { what, help } = CHANGES[anchor.args.input];
    const record = recordOf.get(anchor.name);
    const place = record?.zone.owners.get(record.owner)?.[0]?.records[0]?.origin.place;
    return {
      code: "plan-replace",
      severity: "warning",
      message: `${anchor.name} changes from ${what}: no cloud stores both, so the name has no records for a moment`,
      help,
      domain: anchor.domain,
      ...(place === undefined ? {} : { place }),
    };
  });
}
