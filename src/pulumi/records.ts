/** Registers planned resources with the engine. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { CustomResource, CustomResourceOptions, Resource } from "@pulumi/pulumi/resource.js";
import { Stash } from "@pulumi/pulumi/stash.js";
import { flipsOf } from "../inventory/tombstones.ts";
import {
  type PlannedRecord,
  type PlannedResource,
  type PlannedTombstone,
  type PlannedWorker,
  type PlannedZone,
  resourceKey,
} from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import type { CloudSdk } from "./cloud-sdk/cloud-sdk.ts";
import { cloudSdks } from "./cloud-sdk/cloud-sdks.ts";
import { registerSigning, type Signers, type SigningRegistration } from "./signing.ts";

export interface Registration extends SigningRegistration {
  /** The component that a domain's resources belong to. */
  parentOf(domain: string): Resource;
  /** The zone's id at its cloud, if the plan leaves it open. */
  zoneIdOf(zone: Zone): Input<string> | undefined;
  /** The id of the account that a zone is in, if its cloud needs one and it is known. */
  accountIdOf?(zone: Zone): Input<string> | undefined;
  /** Called with each record once it is registered. */
  registered?(record: PlannedRecord, resource: CustomResource): void;
  /** The arguments of a record or of a worker that stay as the state has them, whatever is registered. */
  ignoredOf?(one: PlannedRecord | PlannedWorker): string[];
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
 * Owners that change between CNAME and data, or make way for a hostname, come last, one after the other: the engine stops everything when one call fails, and an owner
 * that is stopped between the deletion of its old records and the creation of its new ones has none until the next run. Only what announces
 * such a hostname comes after it.
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
  const registered: Resources = new Map();
  const register = (one: InZone, before: readonly Resource[] = []): void => {
    registered.set(
      resourceKey(one),
      one.kind === "tombstone"
        ? registerTombstone(one, registration, before)
        : registerInZone(one, registration, made, registered),
    );
  };
  const flips = flipsOf(planned);
  const flipping = new Set([...flips].flat(2).map(resourceKey));
  const announcing: InZone[] = [];
  for (const one of planned) {
    if (one.kind === "zone" || one.kind === "signing" || flipping.has(resourceKey(one))) continue;
    if (one.kind === "record" && one.after?.some((worker) => flipping.has(resourceKey(worker)))) {
      announcing.push(one);
    } else register(one);
  }
  let before = [...registered.values()];
  for (const [tombstones, occupants] of flips) {
    for (const one of tombstones) register(one, before);
    for (const one of occupants) register(one);
    before = [...tombstones, ...occupants].flatMap((one) => registered.get(resourceKey(one)) ?? []);
  }
  for (const one of announcing) register(one);
  return { zones: made, signers };
}

type InZone = PlannedRecord | PlannedTombstone | PlannedWorker;

/** By key, since what others wait for may be planned anew with what it waits for itself. */
type Resources = Map<string, Resource>;

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

function registerInZone(
  one: PlannedRecord | PlannedWorker,
  registration: Registration,
  made: MadeZones,
  registered: Resources,
): Resource {
  const { name, zone, domain, after = [], awaits = [] } = one;
  const own = made.get(zone);
  const awaited = [...after, ...awaits].map((other) => registered.get(resourceKey(other)));
  const options: CustomResourceOptions = {
    ...registration.optionsOf(zone),
    parent: registration.parentOf(domain),
    // if the zone is identified by its name, nothing else makes the record wait for it
    dependsOn: [own, ...awaited].filter((other) => other !== undefined),
    ...(one.kind === "record" && one.formerly && { aliases: [one.formerly] }),
    ...(registration.ignoredOf && { ignoreChanges: registration.ignoredOf(one) }),
  };
  const args = filled(one, {
    zoneId: () => own?.id ?? registration.zoneIdOf(zone),
    accountId: () => registration.accountIdOf?.(zone),
  });
  const sdk = cloudSdks[zone.cloud.id];
  if (one.kind !== "record") return (sdk.worker as Worker)[one.kind](name, args, options);
  const resource = sdk.record(name, args, options);
  registration.registered?.(one, resource);
  return resource;
}

/** No other cloud's zones have workers planned. */
type Worker = NonNullable<CloudSdk["worker"]>;

/** The arguments with ids in the place of nulls. */
const filled = (
  { args }: Pick<PlannedRecord, "args">,
  ids: Readonly<Record<"zoneId" | "accountId", () => Input<string> | undefined>>,
): Record<string, unknown> => ({
  ...args,
  ...Object.fromEntries(
    Object.entries(ids).flatMap(([key, id]) => (args[key] === null ? [[key, id()]] : [])),
  ),
});
