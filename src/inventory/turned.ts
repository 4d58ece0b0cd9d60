/**
 * Owners whose only record resource turns into one of another type in a single change at the cloud, without a moment in which
 * the name has no records. Route 53 and Alibaba Cloud DNS can do that; Cloudflare replaces (docs/facts).
 *
 * The new record is registered as an alias of the old one, so that the engine updates it. The owner's anchor, which otherwise
 * makes the engine delete before it creates, is replaced only after that.
 */
import { parseRecordName, recordOwnerPath } from "../cloud/resource-name.ts";
import type { PlannedAnchor, PlannedRecord, PlannedResource } from "../plan/plan.ts";
import type { Owned, OwnedResource } from "./owned.ts";

/**
 * The plan, with what turns marked. What the state has at an owner counts, not its anchor: a run that was interrupted may have
 * replaced the anchor and not yet changed the record.
 */
export function withTurns(planned: readonly PlannedResource[], owned: Owned): readonly PlannedResource[] {
  const held = Map.groupBy(owned.records, ({ name }) => pathOf(name));
  const wanted = Map.groupBy(
    planned.filter((one): one is PlannedRecord => one.kind === "record"),
    ({ anchor }) => anchor,
  );
  const turns = new Map<PlannedResource, PlannedResource>();
  for (const anchor of planned) {
    if (anchor.kind !== "anchor") continue;
    const records = wanted.get(anchor.name) ?? [];
    const old = turning(anchor, held.get(anchor.name) ?? [], records);
    const [first] = records;
    if (old === undefined || first === undefined) continue;
    turns.set(anchor, { ...anchor, replaced: "after" });
    turns.set(first, { ...first, formerly: old.urn });
  }
  return turns.size === 0 ? planned : planned.map((one) => turns.get(one) ?? one);
}

/** The one resource at the owner, of the other kind, if the first of the wanted ones can go on as it. */
function turning(
  anchor: PlannedAnchor,
  held: readonly OwnedResource[],
  wanted: readonly PlannedRecord[],
): OwnedResource | undefined {
  const [old, ...others] = held;
  const [first] = wanted;
  if (old === undefined || first === undefined || others.length > 0) return undefined;
  const kind = parseRecordName(old.name)?.type === "CNAME" ? "cname" : "data";
  const isOneCloud = wanted.every(({ zone }) => zone === first.zone) && old.type === first.type;
  return kind !== anchor.args.input && isOneCloud && first.zone.cloud.typeChange.able ? old : undefined;
}

/** The name that the anchor of a record's owner has. */
function pathOf(name: string): string | undefined {
  const parsed = parseRecordName(name);
  return parsed && recordOwnerPath(parsed);
}
