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
 * A record takes its owner's name out of its anchor's URN: only a dependency through an input makes the engine
 * delete the records before the anchor is replaced (docs/architecture.md, "Type changes at a name").
 */
export function registerResources(planned: readonly PlannedResource[], registration: Registration): void {
  const anchors = new Map<string, Stash>();
  for (const resource of planned) {
    const parent = registration.parentOf(resource.domain);
    if (resource.kind === "anchor") {
      const options = { parent, deleteBeforeReplace: true, replaceOnChanges: ["input"] };
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
    cloudSdks[id].record(resource.name, args, options);
  }
}

function zoneArgument({ zone, args }: PlannedRecord, registration: Registration): Record<string, unknown> {
  const { zoneArgument: key } = zone.cloud;
  return key === undefined || args[key] !== null ? {} : { [key]: registration.zoneIdOf(zone) };
}
