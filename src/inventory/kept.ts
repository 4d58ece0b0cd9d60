/** What a stack owns, as resources that register it unchanged: the program for an `up` that touches no record. */
import { cloudOfHostname, cloudOfWorker } from "../cloud/clouds.ts";
import { isNamedIn, parseRecordName } from "../cloud/resource-name.ts";
import {
  type PlannedRecord,
  type PlannedResource,
  type PlannedWorker,
  plannedZone,
  resourceKey,
} from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { absolute, type Name, ownerName } from "../zone/name.ts";
import { madeZone, type Owned, type OwnedResource } from "./owned.ts";
import { keptSigning } from "./signing.ts";
import { domainOf, keptTombstones } from "./tombstones.ts";

export interface Kept {
  /** The zones that the stack created and what signs them, then what serves policies, and its records. */
  readonly resources: readonly PlannedResource[];
  /** Zones that are no longer in any spec, and the records in them. */
  readonly homeless: readonly OwnedResource[];
}

/** Everything owned, by the wanted zones. Arguments are the state's own outputs. */
export function keptResources(
  zones: readonly Zone[],
  planned: readonly PlannedResource[],
  owned: Owned,
): Kept {
  const wanted = new Map(planned.map((resource) => [resourceKey(resource), resource]));
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
    const domain = wanted.get(resourceKey(resource))?.domain ?? domainOf(zone, owner);
    records.push({ kind: "record", name, type, domain, args, owner, zone });
  }
  const workers = owned.workers.flatMap((resource) => {
    const kept = keptWorker(zones, resource, wanted);
    if (kept === undefined) homeless.push(resource);
    return kept ?? [];
  });
  // also those that no spec creates any more: the update after this one releases them
  const made = zones.filter((zone) => madeZone(zone, owned.zones) !== undefined).map(plannedZone);
  const signing = made.flatMap(({ zone }) => keptSigning(zone, owned));
  const housed = new Set([...made, ...signing].map(resourceKey));
  homeless.push(
    ...[...owned.zones, ...owned.signing].filter((resource) => !housed.has(resourceKey(resource))),
  );
  const tombstones = keptTombstones(zones, [...records, ...workers], owned);
  return { resources: [...made, ...signing, ...inOrder(workers), ...records, ...tombstones], homeless };
}

/** Undefined for one in a zone that is in no spec any more. */
function keptWorker(
  zones: readonly Zone[],
  { name, type, outputs }: OwnedResource,
  wanted: ReadonlyMap<string, PlannedResource>,
): PlannedWorker | undefined {
  const cloud = cloudOfWorker(type);
  const zone = zones.find((one) => one.cloud === cloud && isNamedIn(name, one.account, one.name));
  const owner = parseRecordName(name)?.owner;
  if (zone === undefined || owner === undefined) return undefined;
  const kind = cloudOfHostname(type) === undefined ? "script" : "hostname";
  const domain = wanted.get(resourceKey({ type, name }))?.domain ?? domainOf(zone, owner);
  return { kind, name, type, domain, args: outputs, owner, zone };
}

/** The scripts, then the hostnames, each after its script. */
function inOrder(workers: readonly PlannedWorker[]): readonly PlannedWorker[] {
  const scripts = workers.filter(({ kind }) => kind === "script");
  const hostnames = workers.filter(({ kind }) => kind === "hostname");
  return [
    ...scripts,
    ...hostnames.map((one) => ({ ...one, after: scripts.filter(({ name }) => name === one.name) })),
  ];
}

const isIn = ({ cloud, account, name: zone }: Zone, { type, name }: OwnedResource): boolean =>
  type === cloud.token && isNamedIn(name, account, zone);

function ownerOf({ cloud, name: zone }: Zone, { outputs }: OwnedResource): Name {
  if (cloud.ownerArgument === "rr") return ownerName(String(outputs["rr"]), zone);
  // the bridge keeps the whole name of a Route 53 record in `fqdn`
  return absolute(String(outputs["fqdn"] || outputs["name"]));
}
