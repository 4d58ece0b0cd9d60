/**
 * Owners whose records become a CNAME, or whose CNAME becomes records. Pulumi creates before it deletes, and no cloud stores both.
 *
 * So each record in the way goes on as a tombstone: a `pulumi.Stash`, which only holds a value in the state, with the record's URN as its
 * alias and another input. The engine replaces the one by the other, deleting the record first, and what is new at the owner waits for that. If the
 * run ends in between, the next one goes on (docs/architecture.md, "Type changes at a name").
 *
 * Where the cloud changes the type of the owner's only record in one call, nothing is deleted: the first new record is an alias of the old
 * one, so that the engine updates it, and the others wait for it. Route 53 and Alibaba Cloud DNS can do that; Cloudflare
 * replaces (docs/facts).
 */
import { cloudOfHostname, cloudOfRecord } from "../cloud/clouds.ts";
import { parseRecordName, type ResourceName, recordOwnerPath } from "../cloud/resource-name.ts";
import {
  type PlannedRecord,
  type PlannedResource,
  type PlannedTombstone,
  type PlannedWorker,
  resourceKey,
  TOMBSTONE_TYPE,
} from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { type Name, nearestAbove, withoutDot } from "../zone/name.ts";
import type { Owned, OwnedResource } from "./owned.ts";

/** What has a name to itself, or shares it: records, and a hostname whose record the cloud makes. */
type Occupant = PlannedRecord | PlannedWorker;

/** The plan with what it needs so that it can be carried out on what the stack owns. The tombstones of earlier runs stay. */
export function withTombstones(
  planned: readonly PlannedResource[],
  owned: Owned,
): readonly PlannedResource[] {
  const occupants = planned.filter(
    (one): one is Occupant => one.kind === "record" || one.kind === "hostname",
  );
  const hostnames = owned.workers.filter(({ type }) => cloudOfHostname(type) !== undefined);
  const held = Map.groupBy([...owned.records, ...hostnames], ({ name }) => pathOf(name));
  const wanted = new Set(occupants.map(resourceKey));
  const zones = [...new Set(occupants.map(({ zone }) => zone))];
  const tombstones = [...keptTombstones(zones, occupants, owned)];
  const changed = new Map<PlannedResource, Occupant>();
  for (const [path, there] of Map.groupBy(occupants, ({ name }) => pathOf(name))) {
    const own = held.get(path) ?? [];
    const leaving = own.filter((resource) => !wanted.has(resourceKey(resource)));
    if (leaving.length === 0) continue;
    const ownKeys = new Set(own.map(resourceKey));
    const fresh = there.filter((one) => !ownKeys.has(resourceKey(one)));
    const inTheWay = leaving.filter((old) => fresh.some((one) => clash(old, one)));
    const [old] = inTheWay;
    const [first, ...others] = fresh;
    if (old === undefined || first === undefined) continue;
    const records = there.filter((one) => one.kind === "record");
    if (own.length === 1 && records.length === there.length && canTurn(old, records)) {
      const turned = { ...(first as PlannedRecord), formerly: old.urn };
      changed.set(first, turned);
      const awaits = [turned];
      for (const record of others as PlannedRecord[]) changed.set(record, { ...record, awaits });
      continue;
    }
    const awaits = inTheWay.map((resource) => tombstoneOf(resource, first.domain, owned));
    tombstones.push(...awaits);
    for (const one of fresh) {
      if (inTheWay.some((resource) => clash(resource, one))) changed.set(one, { ...one, awaits });
    }
  }
  return [...planned.map((one) => changed.get(one) ?? one), ...tombstones];
}

/** What waits for tombstones, by these: each list is an owner whose records change between CNAME and data, or make way for a hostname. */
export function flipsOf(
  planned: readonly PlannedResource[],
): ReadonlyMap<readonly PlannedTombstone[], readonly Occupant[]> {
  const flips = new Map<readonly PlannedTombstone[], Occupant[]>();
  for (const one of planned) {
    if (one.kind !== "record" && one.kind !== "hostname") continue;
    if (!one.awaits?.every((awaited) => awaited.kind === "tombstone")) continue;
    const awaits = one.awaits as readonly PlannedTombstone[];
    const known = flips.get(awaits);
    if (known === undefined) flips.set(awaits, [one]);
    else known.push(one);
  }
  return flips;
}

/** Those in the state, so that a run that changes nothing leaves them alone. One whose record is wanted again goes. */
export function keptTombstones(
  zones: readonly Zone[],
  occupants: readonly Pick<Occupant, "name" | "zone">[],
  owned: Owned,
): readonly PlannedTombstone[] {
  if (owned.tombstones.size === 0) return [];
  const wanted = new Set(occupants.map(({ name, zone }) => nameOf(name, zone.cloud.id)));
  return [...owned.tombstones].flatMap((name) => {
    const of = tombstonedRecord(name);
    const zone = zones.find((one) => of && isOf(one, of));
    if (of === undefined || zone === undefined || wanted.has(nameOf(of.record, of.cloud))) return [];
    return [tombstone(name, domainOf(zone, of.owner))];
  });
}

const isOf = ({ name, account, cloud }: Zone, of: TombstonedRecord): boolean =>
  name === of.zone && account === of.account && cloud.id === of.cloud;

/** The mail domain of a record that no spec wants: the nearest above it. */
export function domainOf({ domains }: Zone, owner: Name): string {
  const names = domains.map(({ domain }) => domain.spec.domain);
  return withoutDot(nearestAbove(owner, names) ?? (names[0] as Name));
}

/** Records of two clouds may have the same name, and tombstones have one type. */
const nameOf = (record: string, cloud: string): string => `${record} at ${cloud}`;

/** A record that came back in a run that failed has its last tombstone beside it: the engine would take that one, and leave the record. */
function freeName(name: string, { tombstones }: Owned): string {
  const names = [name, ...[...tombstones].map((_, i) => `${name} (${i + 2})`)];
  return names.find((one) => !tombstones.has(one)) ?? name;
}

interface TombstonedRecord extends ResourceName {
  /** The name of its resource. */
  readonly record: string;
  readonly cloud: string;
}

/** The record that a tombstone is in the place of; undefined for the name of any other resource. */
export function tombstonedRecord(name: string): TombstonedRecord | undefined {
  const [, record = "", cloud = ""] = /^(.+) at ([a-z0-9]+)(?: \(\d+\))?$/.exec(name) ?? [];
  const parsed = parseRecordName(record);
  return parsed && { ...parsed, record, cloud };
}

const tombstone = (name: string, domain: string): PlannedTombstone => ({
  kind: "tombstone",
  name,
  type: TOMBSTONE_TYPE,
  domain,
  args: { input: "deleted" },
});

const tombstoneOf = ({ name, type, urn }: OwnedResource, domain: string, owned: Owned): PlannedTombstone => ({
  ...tombstone(
    freeName(nameOf(name, (cloudOfRecord(type) ?? cloudOfHostname(type))?.id ?? ""), owned),
    domain,
  ),
  formerly: urn,
});

/** Whether the cloud refuses the one while the old one is there. */
function clash(old: OwnedResource, wanted: Occupant): boolean {
  const { type: token, args, owner, zone } = wanted;
  // the cloud makes addresses for a hostname, and refuses it beside those of others (docs/facts/cloudflare.md, Workers)
  if (wanted.kind !== "record")
    return old.type === zone.cloud.token && hasAddress(parseRecordName(old.name)?.type);
  if (cloudOfHostname(old.type) === zone.cloud) return hasAddress(args["type"]);
  if (old.type !== token) return false;
  const [before, after] = [parseRecordName(old.name)?.type, args["type"]];
  if (before === "CNAME" || after !== "CNAME") return (before === "CNAME") !== (after === "CNAME");
  // a flattened CNAME at the apex may be beside anything but addresses, which it is flattened to
  return owner !== zone.name || before === "A" || before === "AAAA";
}

const hasAddress = (type: unknown): boolean => type === "A" || type === "AAAA" || type === "CNAME";

/** Whether the first of the records wanted at an owner can be an update of the old one; measured for addresses and texts only. */
function canTurn(old: OwnedResource, there: readonly PlannedRecord[]): boolean {
  const zone = there[0]?.zone;
  const isAsMeasured = there.every(
    (record) =>
      record.zone === zone &&
      record.type === old.type &&
      record.owner !== zone.name &&
      record.args["type"] !== "MX" &&
      record.args["type"] !== "NS",
  );
  return isAsMeasured && zone?.cloud.typeChange.able === true;
}

/** `[<account>:]<zone>/<owner>` of a record's name. */
export function pathOf(name: string): string | undefined {
  const parsed = parseRecordName(name);
  return parsed && recordOwnerPath(parsed);
}
