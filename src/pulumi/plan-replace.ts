/** `plan-replace`: owners that change between CNAME and data, or make way for a Worker, have no records for a moment in this run. */
import { WORKER_TYPE } from "../cloud/resource-name.ts";
import type { Finding } from "../finding.ts";
import { flipsOf, pathOf, tombstonedRecord } from "../inventory/tombstones.ts";
import type { PlannedRecord, PlannedResource, PlannedTombstone, PlannedWorker } from "../plan/plan.ts";
import { withoutDot } from "../zone/name.ts";

const CHANGES = {
  cname: {
    what: "records to a CNAME",
    help: "to avoid the gap, keep the records and leave the CNAME out; otherwise lower the TTL first and apply at a quiet hour",
  },
  data: {
    what: "a CNAME to records",
    help: "to avoid the gap, keep the CNAME and put the new records at a name that it points to; otherwise lower the TTL first and apply at a quiet hour",
  },
  worker: {
    what: "records to a Worker",
    help: "nothing to do, since senders use the policy that they keep; a quiet hour is best",
  },
  server: {
    what: "a Worker to records",
    help: "nothing to do, since senders use the policy that they keep; a quiet hour is best",
  },
} as const;

/** `planned` with its tombstones. */
export const planReplace = (planned: readonly PlannedResource[]): Finding[] =>
  [...flipsOf(planned)].flatMap(([tombstones, occupants]) => {
    const [first] = occupants;
    if (first === undefined) return [];
    const { name, domain, owner, zone } = first;
    const { what, help } = CHANGES[changeOf(tombstones, occupants)];
    const spec = zone.domains.find((one) => withoutDot(one.domain.spec.domain) === domain)?.domain.spec;
    const place = zone.owners.get(owner)?.[0]?.records[0]?.origin.place ?? spec?.place;
    return {
      code: "plan-replace",
      severity: "warning",
      message: `${pathOf(name)} changes from ${what}: no cloud stores both, so the name has no records for a moment`,
      help,
      domain,
      ...(place === undefined ? {} : { place }),
    };
  });

function changeOf(
  tombstones: readonly PlannedTombstone[],
  occupants: readonly (PlannedRecord | PlannedWorker)[],
): keyof typeof CHANGES {
  if (occupants.some(({ kind }) => kind === "hostname")) return "worker";
  if (tombstones.some(({ name }) => tombstonedRecord(name)?.type === WORKER_TYPE)) return "server";
  return occupants.some(({ args }) => args["type"] === "CNAME") ? "cname" : "data";
}
