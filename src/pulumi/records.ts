/** Registers planned resources with the engine. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { CustomResourceOptions, Resource } from "@pulumi/pulumi/resource.js";
import { Stash } from "@pulumi/pulumi/stash.js";
import type { PlannedRecord, PlannedResource } from "../cloud/plan.ts";
import type { Zone } from "../cloud/zone.ts";
import { cloudSdks } from "./cloud-sdk.ts";

export interface Registration {
  /** The component that a domain's resources belong to. */
  parentOf(domain: string): Resource;
  /** The zone's id at its cloud, where the plan leaves it open. */
  zoneIdOf(zone: Zone): Input<string> | undefined;
  /** Options that every resource of a zone has, such as its provider. */
  optionsOf(zone: Zone): CustomResourceOptions;
}

/**
 * Makes every planned resource, each anchor before what depends on it.
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
): void {
  const byFlip = new Map<string, PlannedResource[]>([["", []]]);
  for (const name of flipping) byFlip.set(name, []);
  for (const resource of planned) {
    const anchor = resource.kind === "anchor" ? resource.name : (resource.anchor ?? "");
    byFlip.get(flipping.has(anchor) ? anchor : "")?.push(resource);
  }
  let before: Resource[] = [];
  for (const resources of byFlip.values()) before = registerTogether(resources, registration, before);
}

/**
 * Registers resources whose anchors wait for all of `before`; yields what the next ones are to wait for.
 *
 * A record takes its owner's name out of its anchor's URN: only a dependency through an input makes the engine
 * delete the records before the anchor is replaced (docs/architecture.md, "Type changes at a name").
 */
function registerTogether(
  planned: readonly PlannedResource[],
  registration: Registration,
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
    const options: CustomResourceOptions = {
      ...registration.optionsOf(resource.zone),
      parent,
      ...(anchor && { deleteBeforeReplace: true, replaceOnChanges: [ownerArgument] }),
    };
    const args = {
      ...resource.args,
      ...zoneArgument(resource, registration),
      ...(anchor && { [ownerArgument]: anchor.urn.apply(() => resource.args[ownerArgument]) }),
    };
    registered.push(cloudSdks[id].record(resource.name, args, options));
  }
  return registered;
}

function zoneArgument({ zone, args }: PlannedRecord, registration: Registration): Record<string, unknown> {
  const { zoneArgument: key } = zone.cloud;
  return key === undefined || args[key] !== null ? {} : { [key]: registration.zoneIdOf(zone) };
}
