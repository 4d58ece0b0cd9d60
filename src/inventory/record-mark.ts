/** A short mark of a record with its zone and TTL, by which what a run was about to create is known again in the zone. */
import { createHash } from "node:crypto";
import type { LiveRecord } from "../cloud/listing.ts";
import type { PlannedRecord } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { liveKey, recordKey } from "./live-record.ts";

/** The zone at its cloud, as both a plan and a survey have it. */
interface At {
  readonly cloud: string;
  readonly account?: string;
  readonly name: string;
}

/** Undefined for a resource that cannot be read back. */
export function plannedMark({ args, zone }: PlannedRecord): string | undefined {
  const raised = zone.cloud.raise(args);
  return raised && mark(atOf(zone), recordKey(raised.name, raised.type, raised.data), raised.ttl);
}

/** Undefined for a record that no resource of ours could have made. */
export function liveMark(zone: At, record: LiveRecord): string | undefined {
  const key = liveKey(record);
  return key === undefined ? undefined : mark(zone, key, record.ttl);
}

const atOf = ({ cloud, account, name }: Zone): At => ({
  cloud: cloud.id,
  ...(account !== undefined && { account }),
  name,
});

const LENGTH = 20;

const mark = ({ cloud, account = "", name }: At, key: string, ttl: number | undefined): string =>
  createHash("sha256")
    .update([cloud, account, name, ttl, key].join("\0"))
    .digest("base64url")
    .slice(0, LENGTH);
