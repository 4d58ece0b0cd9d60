/** Registers planned resources with the engine. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { CustomResource, CustomResourceOptions, Resource } from "@pulumi/pulumi/resource.js";
import { Stash } from "@pulumi/pulumi/stash.js";
import type { PlannedRecord, PlannedResource, PlannedZone } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { cloudSdks } from "./cloud-sdk.ts";

export interface Registration {
  /** The component that a domain's resources belong to. */
  parentOf(domain: string): Resource;
  /** The zone's id at its cloud, where the plan leaves it open. */
  zoneIdOf(zone: Zone): Input<string> | undefined;
  /** The id of the account that a zone is made in, where its cloud wants one and the stack's config has it. */
  accountIdOf?(zone: Zone): string | undefined;
  /** Options that every resource of a zone has, such as its provider. */
  optionsOf(zone: Zone): CustomResourceOptions;
}

/** The zones that the stack makes. */
export type MadeZones = ReadonlyMap<Zone, CustomResource>;

/**
 * Makes every planned resource, the zones first, each anchor before what depends on it. Yields the zones.
 *
 * The owners in `flipping`, by their anchors' names, change between CNAME and data in this run. They come last and one
 * after the other: the engine stops everything when one call fails, and an owner that is stopped between the deletion
 * of its old records and the creation of its new anchor is stuck, since no later `up` can delete them a second time
 * (measured on the Cloudflare stand-in, 2026-11-22). So nothing else may be under way while an owner flips.
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
 * A zone is made once and is never changed, made anew or deleted by the engine: whatever the arguments say later, those of
 * the state hold, and what is no longer registered is forgotten and stays at the cloud.
 */
function registerZone({ name, args, zone }: PlannedZone, registration: Registration): CustomResource {
  const id = registration.accountIdOf?.(zone);
  const { account, settings } = zone.cloud.zoneResource;
  return cloudSdks[zone.cloud.id].zoneResource(
    name,
    account === undefined ? args : { ...args, account: id === undefined ? {} : { id } },
    {
      ...registration.optionsOf(zone),
      // the first is for the engine, which goes by the inputs; of what a refresh has read a provider heeds names alone
      ignoreChanges: ["*", ...settings],
      retainOnDelete: true,
      protect: zone.domains.some(({ domain }) => domain.spec.input.protect === true),
    },
  );
}

/**
 * Registers resources whose anchors wait for all of `before`; yields what the next ones are to wait for.
 *
 * A record takes its owner's name out of its anchor's URN: only a dependency through an input makes the engine
 * delete the records before the anchor is replaced (docs/architecture.md, "Type changes at a name").
 */
function registerTogether(
  planned: readonly InZone[],
  registration: Registration,
  made: MadeZones,
  before: Resource[],
): Resource[] {
  const anchors = new Map<string, Stash>();
  const registered: Resource[] = [];
  for (const resource of planned) {
    const parent = registration.parentOf(resource.domain);
    if (resource.kind === "anchor") {
      const options: CustomResourceOptions = {
        parent,
        deleteBeforeReplace: true,
        replaceOnChanges: ["input"],
        ...(before.length > 0 && { dependsOn: before }),
      };
      anchors.set(resource.name, new Stash(resource.name, { input: resource.args.input }, options));
      continue;
    }
    const { id, ownerArgument } = resource.zone.cloud;
    const anchor = resource.anchor === undefined ? undefined : anchors.get(resource.anchor);
    const own = made.get(resource.zone);
    const options: CustomResourceOptions = {
      ...registration.optionsOf(resource.zone),
      parent,
      ...(anchor && { deleteBeforeReplace: true, replaceOnChanges: [ownerArgument] }),
      // where the zone is given by its name, nothing else says that it must be there first
      ...(own && { dependsOn: own }),
    };
    const args = {
      ...resource.args,
      ...zoneArgument(resource, own?.id ?? registration.zoneIdOf(resource.zone)),
      ...(anchor && { [ownerArgument]: anchor.urn.apply(() => resource.args[ownerArgument]) }),
    };
    registered.push(cloudSdks[id].record(resource.name, args, options));
  }
  return registered;
}

function zoneArgument({ zone, args }: PlannedRecord, id: Input<string> | undefined): Record<string, unknown> {
  const { zoneArgument: key } = zone.cloud;
  return key === undefined || args[key] !== null ? {} : { [key]: id };
}
