/**
 * What a stack owns, as resources that register it unchanged: the program for an `up` that touches no record.
 *
 * The engine includes imported records in its order of deletions only after one such run, since it reads what a record
 * depends on from the state (real engine and alicloud plugin, measured 2026-11-21). So each owner gets the anchor of the
 * kind that it has now, and the next `up`, which wants another kind there, deletes before it creates.
 */
import { accountPrefix, isNamedIn, ownerPath } from "../cloud/resource-name.ts";
import {
  ANCHOR_TYPE,
  type PlannedAnchor,
  type PlannedRecord,
  type PlannedResource,
  plannedZone,
} from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { absolute, type Name, nearestAbove, ownerName, withoutDot } from "../zone/name.ts";
import { madeZone, type Owned, type OwnedResource } from "./owned.ts";

export interface Kept {
  /** The zones that the stack created, then each anchor before the records that depend on it. */
  readonly resources: readonly PlannedResource[];
  /** Zones that are no longer in any spec, and the records in them. */
  readonly homeless: readonly OwnedResource[];
}

type Kind = "cname" | "data";

/** Everything owned, by the wanted zones. Arguments are the state's own outputs. */
export function keptResources(
  zones: readonly Zone[],
  planned: readonly PlannedResource[],
  owned: Owned,
): Kept {
  const wanted = new Map(planned.map((resource) => [keyOf(resource), resource]));
  const homeless: OwnedResource[] = [];
  const records: PlannedRecord[] = [];
  for (const resource of owned.records) {
    const zone = zones.find((one) => isIn(one, resource));
    if (zone === undefined) {
      homeless.push(resource);
      continue;
    }
    const owner = ownerOf(zone, resource);
    const { name, type, outputs } = resource;
    const args = zone.cloud.kept?.(outputs) ?? outputs;
    const domain = wanted.get(keyOf(resource))?.domain ?? domainOf(zone, owner);
    records.push({ kind: "record", name, type, domain, args, owner, zone });
  }
  // also those that no spec creates any more: the update after this one releases them
  const made = zones.filter((zone) => madeZone(zone, owned.zones) !== undefined);
  const resources: PlannedResource[] = made.map(plannedZone);
  const housed = new Set(resources.map(keyOf));
  homeless.push(...owned.zones.filter((resource) => !housed.has(keyOf(resource))));
  for (const [anchor, held] of Map.groupBy(records, anchorName)) {
    const kind = owned.anchors.get(anchor) ?? heldKind(anchor, held, planned, wanted);
    const [first] = held as [PlannedRecord, ...PlannedRecord[]];
    if (kind !== "cname" && kind !== "data") {
      resources.push(...held);
      continue;
    }
    resources.push(newAnchor(anchor, first.domain, kind));
    const isLasting = wanted.has(`${ANCHOR_TYPE} ${anchor}`);
    // where no anchor stays, only what will be deleted depends on it: nothing else may be deleted because of it
    const depends = (record: PlannedRecord): boolean =>
      isLasting || (clashes(record, kind) && !isWanted(record, wanted));
    resources.push(...held.map((record) => (depends(record) ? { ...record, anchor } : record)));
  }
  return { resources, homeless };
}

/**
 * The plan, with an added anchor for each owner that has none in it and that, by its anchor in the state, has the other
 * kind of records: what is created there then waits until those are gone. A later run deletes the anchor.
 */
export function withPassingAnchors(
  planned: readonly PlannedResource[],
  owned: Owned,
): readonly PlannedResource[] {
  const lasting = new Set(planned.flatMap(({ kind, name }) => (kind === "anchor" ? [name] : [])));
  const inState = new Set(owned.records.map(({ type, name }) => `${type} ${name}`));
  const records = planned.filter((resource) => resource.kind === "record");
  const passing = new Map<PlannedResource, PlannedAnchor>();
  for (const [anchor, there] of Map.groupBy(records, anchorName)) {
    const before = owned.anchors.get(anchor);
    const after = kindOf(there);
    if (lasting.has(anchor) || before === undefined || before === after) continue;
    const resource = newAnchor(anchor, (there[0] as PlannedRecord).domain, after);
    for (const record of there) {
      // MX and TXT may be beside a flattened CNAME
      const waits = after === "data" || record.args["type"] === "CNAME";
      if (waits && !inState.has(keyOf(record))) passing.set(record, resource);
    }
  }
  if (passing.size === 0) return planned;
  const anchored = planned.map((resource) => {
    const anchor = passing.get(resource);
    return anchor === undefined ? resource : ({ ...resource, anchor: anchor.name } as PlannedRecord);
  });
  return [...new Set(passing.values()), ...anchored];
}

const isIn = ({ cloud, account, name: zone }: Zone, { type, name }: OwnedResource): boolean =>
  type === cloud.token && isNamedIn(name, account, zone);

function ownerOf({ cloud, name: zone }: Zone, { outputs }: OwnedResource): Name {
  if (cloud.ownerArgument === "rr") return ownerName(String(outputs["rr"]), zone);
  // the bridge keeps the whole name of a Route 53 record in `fqdn`
  return absolute(String(outputs["fqdn"] || outputs["name"]));
}

/** The mail domain of a record that no spec wants: the nearest above it. */
function domainOf({ domains }: Zone, owner: Name): string {
  const names = domains.map(({ domain }) => domain.spec.domain);
  return withoutDot(nearestAbove(owner, names) ?? (names[0] as Name));
}

/** The name of the anchor of a record's owner. Clouds share the anchors of their default accounts. */
const anchorName = ({ zone, owner }: PlannedRecord): string =>
  `${accountPrefix(zone.account)}${ownerPath(zone.name, owner)}`;

/** The kind that an owner without an anchor in the state has; undefined if it needs no anchor. */
function heldKind(
  anchor: string,
  held: readonly PlannedRecord[],
  planned: readonly PlannedResource[],
  wanted: ReadonlyMap<string, PlannedResource>,
): Kind | undefined {
  const lasting = wanted.get(`${ANCHOR_TYPE} ${anchor}`);
  const there = planned.filter(
    (one): one is PlannedRecord => one.kind === "record" && anchorName(one) === anchor,
  );
  if (there.length === 0 && lasting === undefined) return undefined;
  const after = kindOf(there);
  const other = after === "cname" ? "data" : "cname";
  if (held.some((record) => clashes(record, other) && !isWanted(record, wanted))) return other;
  return lasting === undefined ? undefined : after;
}

/** Whether a record at an owner of this kind prevents creating the other kind. */
function clashes({ args, zone, owner }: PlannedRecord, held: Kind): boolean {
  if (held === "cname") return args["type"] === "CNAME";
  // a flattened CNAME at the apex may be beside anything but addresses, which it is flattened to
  return owner === zone.name ? ADDRESSES.has(args["type"]) : args["type"] !== "CNAME";
}

const ADDRESSES: ReadonlySet<unknown> = new Set(["A", "AAAA"]);

const keyOf = ({ type, name }: Pick<PlannedResource, "type" | "name">): string => `${type} ${name}`;

const isWanted = (record: PlannedRecord, wanted: ReadonlyMap<string, PlannedResource>): boolean =>
  wanted.has(keyOf(record));

const kindOf = (records: readonly PlannedRecord[]): Kind =>
  records.some(({ args }) => args["type"] === "CNAME") ? "cname" : "data";

const newAnchor = (name: string, domain: string, input: Kind): PlannedAnchor => ({
  kind: "anchor",
  name,
  type: ANCHOR_TYPE,
  domain,
  args: { input },
});

/**
 * The anchors that the state lacks, of owners with records of the other kind than wanted: a single run would delete
 * these too late and stop half-way. After an update that keeps what is owned, there are none.
 */
export function unsettledAnchors(
  zones: readonly Zone[],
  planned: readonly PlannedResource[],
  owned: Owned,
): PlannedAnchor[] {
  const wanted = new Map(
    planned.flatMap((one) => (one.kind === "anchor" ? [[one.name, one.args.input] as const] : [])),
  );
  return keptResources(zones, planned, owned).resources.filter(
    (one): one is PlannedAnchor =>
      one.kind === "anchor" && !owned.anchors.has(one.name) && wanted.get(one.name) !== one.args.input,
  );
}
