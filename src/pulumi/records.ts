/** Registers planned resources with the engine. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { CustomResource, CustomResourceOptions, Resource } from "@pulumi/pulumi/resource.js";
import { Stash } from "@pulumi/pulumi/stash.js";
import type { PlannedRecord, PlannedResource, PlannedZone } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { cloudSdks } from "./cloud-sdk/cloud-sdks.ts";

export interface Registration {
  /** The component that a domain's resources belong to. */
  parentOf(domain: string): Resource;
  /** The zone's id at its cloud, if the plan leaves it open. */
  zoneIdOf(zone: Zone): Input<string> | undefined;
  /** The id of the account that a zone is created in, if its cloud needs one and it is known. */
  accountIdOf?(zone: Zone): string | undefined;
  /** Options that every resource of a zone has, such as its provider. */
  optionsOf(zone: Zone): CustomResourceOptions;
  /** Called with each record once it is registered. */
  registered?(record: PlannedRecord, resource: CustomResource): void;
  /** The arguments of a record that stay as the state has them, whatever is registered. */
  ignoredOf?(record: PlannedRecord): string[];
}

/** The zones that the stack creates. */
export type MadeZones = ReadonlyMap<Zone, CustomResource>;

/**
 * Registers every planned resource: the zones first, each anchor before what depends on it. Yields the zones.
 *
 * The owners in `flipping`, by their anchors' names, change between CNAME and data in this run. They come last, one after
 * the other: the engine stops everything when one call fails, and an owner that is stopped between the deletion of its
 * old records and the creation of its new anchor is stuck, since no later `up` can delete them a second time (measured on
 * the Cloudflare stand-in, 2026-11-22). So nothing else may be in progress while an owner flips.
 */
export function registerResources(
  planned: readonly PlannedResource[],
  registration: Registration,
  flipping: ReadonlySet<string> = new Set(),
): MadeZones {
  const made: MadeZones = new Map(
    planned.filter((one) => one.kind === "zone").map((one) => [one.zone, registerZone(one, registration)]),
  );
  const byFlip = new Map<string, InZone[]>([["", []]]);
  for (const name of flipping) byFlip.set(name, []);
  for (const resource of planned) {
    if (resource.kind === "zone") continue;
    const anchor = resource.kind === "anchor" ? resource.name : (resource.anchor ?? "");
    byFlip.get(flipping.has(anchor) ? anchor : "")?.push(resource);
  }
  let before: Resource[] = [];
  for (const resources of byFlip.values()) before = registerTogether(resources, registration, made, before);
  return made;
}

type InZone = Exclude<PlannedResource, PlannedZone>;

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
 * Registers resources whose anchors wait for all of `before`; yields what the next ones have to wait for.
 *
 * A record derives its owner's name from its anchor's URN: only a dependency through an input makes the engine delete the
 * records before it replaces the anchor (docs/architecture.md, "Type changes at a name").
 */
function registerTogether(
  planned: readonly InZone[],
  registration: Registration,
  made: MadeZones,
  before: Resource[],
): Resource[] {
  const anchors = new Map<string, Stash>();
  const turned = new Map<string, Resource>();
  const registered: Resource[] = [];
  for (const resource of planned) {
    const parent = registration.parentOf(resource.domain);
    if (resource.kind === "anchor") {
      const options: CustomResourceOptions = {
        parent,
        deleteBeforeReplace: resource.replaced !== "after",
        replaceOnChanges: ["input"],
        ...(before.length > 0 && { dependsOn: before }),
      };
      anchors.set(resource.name, new Stash(resource.name, { input: resource.args.input }, options));
      continue;
    }
    const { id, ownerArgument } = resource.zone.cloud;
    const anchor = resource.anchor === undefined ? undefined : anchors.get(resource.anchor);
    const own = made.get(resource.zone);
    const awaited = [own, turned.get(resource.anchor ?? "")].filter((one) => one !== undefined);
    const options: CustomResourceOptions = {
      ...registration.optionsOf(resource.zone),
      parent,
      ...(anchor && { deleteBeforeReplace: true, replaceOnChanges: [ownerArgument] }),
      // if the zone is identified by its name, nothing else makes the record wait for it
      ...(awaited.length > 0 && { dependsOn: awaited }),
      ...(resource.formerly && { aliases: [resource.formerly] }),
      ...(registration.ignoredOf && { ignoreChanges: registration.ignoredOf(resource) }),
    };
    const args = {
      ...resource.args,
      ...zoneArgument(resource, own?.id ?? registration.zoneIdOf(resource.zone)),
      ...(anchor && { [ownerArgument]: anchor.urn.apply(() => resource.args[ownerArgument]) }),
    };
    const record = cloudSdks[id].record(resource.name, args, options);
    if (resource.formerly && resource.anchor) turned.set(resource.anchor, record);
    registered.push(record);
    registration.registered?.(resource, record);
  }
  return registered;
}

function zoneArgument({ zone, args }: PlannedRecord, id: Input<string> | undefined): Record<string, unknown> {
  const { zoneArgument: key } = zone.cloud;
  return key === undefined || args[key] !== null ? {} : { [key]: id };
}
