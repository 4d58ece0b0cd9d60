/** Registers planned resources with the engine. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { CustomResource, CustomResourceOptions, Resource } from "@pulumi/pulumi/resource.js";
import { Stash } from "@pulumi/pulumi/stash.js";
import { flipsOf } from "../inventory/tombstones.ts";
import type { PlannedRecord, PlannedResource, PlannedTombstone, PlannedZone } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { cloudSdks } from "./cloud-sdk/cloud-sdks.ts";
import { registerSigning, type Signers, type SigningRegistration } from "./signing.ts";

export interface Registration extends SigningRegistration {
  /** The component that a domain's resources belong to. */
  parentOf(domain: string): Resource;
  /** The zone's id at its cloud, if the plan leaves it open. */
  zoneIdOf(zone: Zone): Input<string> | undefined;
  /** The id of the account that a zone is created in, if its cloud needs one and it is known. */
  accountIdOf?(zone: Zone): string | undefined;
  /** Called with each record once it is registered. */
  registered?(record: PlannedRecord, resource: CustomResource): void;
  /** The arguments of a record that stay as the state has them, whatever is registered. */
  ignoredOf?(record: PlannedRecord): string[];
}

/** The zones that the stack creates. */
export type MadeZones = ReadonlyMap<Zone, CustomResource>;

export interface Registered {
  readonly zones: MadeZones;
  readonly signers: Signers;
}

/**
 * Registers every planned resource: the zones first, then what signs them, each after what it waits for.
 *
 * Owners that change between CNAME and data come last, one after the other: the engine stops everything when one call fails, and an owner
 * that is stopped between the deletion of its old records and the creation of its new ones has none until the next run.
 */
export function registerResources(
  planned: readonly PlannedResource[],
  registration: Registration,
): Registered {
  const made: MadeZones = new Map(
    planned.filter((one) => one.kind === "zone").map((one) => [one.zone, registerZone(one, registration)]),
  );
  const signing = planned.filter((one) => one.kind === "signing");
  const signers = registerSigning(signing, made, registration);
  const registered = new Map<InZone, Resource>();
  const flips = flipsOf(planned);
  const last = new Set([...flips].flat(2));
  for (const one of planned) {
    if (one.kind === "zone" || one.kind === "signing" || last.has(one)) continue;
    registered.set(
      one,
      one.kind === "record"
        ? registerRecord(one, registration, made, registered)
        : registerTombstone(one, registration, []),
    );
  }
  let before = [...registered.values()];
  for (const [tombstones, records] of flips) {
    for (const one of tombstones) registered.set(one, registerTombstone(one, registration, before));
    for (const one of records) registered.set(one, registerRecord(one, registration, made, registered));
    before = [...tombstones, ...records].flatMap((one) => registered.get(one) ?? []);
  }
  return { zones: made, signers };
}

type InZone = PlannedRecord | PlannedTombstone;

/**
 * The engine creates a zone once and never changes, replaces or deletes it: later arguments are ignored in favour of those
 * in the state, and a zone that is no longer registered is forgotten and stays at the cloud.
 */
function registerZone({ name, args, zone }: PlannedZone, registration: Registration): CustomResource {
  const id = registration.accountIdOf?.(zone);
  const { account, settings } = zone.cloud.zoneResource;
  return cloudSdks[zone.cloud.id].zoneResource(
    name,
    account === undefined ? args : { ...args, account: id === undefined ? {} : { id } },
    {
      ...registration.optionsOf(zone),
      // "*" is for the engine, which compares inputs; after a refresh, providers only honour explicit names
      ignoreChanges: ["*", ...settings],
      retainOnDelete: true,
      protect: zone.domains.some(({ domain }) => domain.spec.input.protect === true),
    },
  );
}

/**
 * An alias alone would make it an update of the record, without a deletion: `replaceOnChanges` makes it a replacement
 * (docs/facts/engine.md, replacement).
 */
function registerTombstone(
  { name, domain, args, formerly }: PlannedTombstone,
  { parentOf }: Registration,
  before: readonly Resource[],
): Resource {
  return new Stash(name, args, {
    parent: parentOf(domain),
    deleteBeforeReplace: true,
    replaceOnChanges: ["input"],
    dependsOn: [...before],
    ...(formerly && { aliases: [formerly] }),
  });
}

function registerRecord(
  record: PlannedRecord,
  registration: Registration,
  made: MadeZones,
  registered: ReadonlyMap<InZone, Resource>,
): Resource {
  const { name, args, zone, domain, formerly, awaits = [] } = record;
  const own = made.get(zone);
  const awaited = awaits.map((one) => registered.get(one));
  const options: CustomResourceOptions = {
    ...registration.optionsOf(zone),
    parent: registration.parentOf(domain),
    // if the zone is identified by its name, nothing else makes the record wait for it
    dependsOn: [own, ...awaited].filter((one) => one !== undefined),
    ...(formerly && { aliases: [formerly] }),
    ...(registration.ignoredOf && { ignoreChanges: registration.ignoredOf(record) }),
  };
  const resource = cloudSdks[zone.cloud.id].record(
    name,
    { ...args, ...zoneArgument(record, own?.id ?? registration.zoneIdOf(zone)) },
    options,
  );
  registration.registered?.(record, resource);
  return resource;
}

function zoneArgument({ zone, args }: PlannedRecord, id: Input<string> | undefined): Record<string, unknown> {
  const { zoneArgument: key } = zone.cloud;
  return key === undefined || args[key] !== null ? {} : { [key]: id };
}
