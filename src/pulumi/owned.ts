/** What this stack owns, read from its own state by the engine: correct even in a preview and after a failed `up`. */
import { getOrganization, getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { invoke } from "@pulumi/pulumi/runtime/index.js";
import { cloudOfRecord, cloudOfZone } from "../cloud/clouds.ts";
import type { Owned } from "../inventory/owned.ts";
import { ANCHOR_TYPE, COMPONENT_TYPE } from "../plan/plan.ts";
import { urnName } from "../plan/urn.ts";

/** What the current stack owns. */
export interface OwnedStack extends Owned {
  /** The mail domains that have or had records, without final dots. */
  readonly domains: readonly string[];
}

export async function readOwned(): Promise<OwnedStack> {
  const stackName = `${getOrganization()}/${getProject()}/${getStack()}`;
  const { outputs } = await invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
  const resources = Object.entries((outputs ?? {}) as Resources).map(([urn, { type, outputs: values }]) => ({
    urn,
    name: urnName(urn),
    type,
    outputs: values,
  }));
  return {
    records: resources.filter(({ type }) => cloudOfRecord(type) !== undefined),
    zones: resources.filter(({ type }) => cloudOfZone(type) !== undefined),
    domains: resources.filter(({ type }) => type === COMPONENT_TYPE).map(({ name }) => name),
    anchors: new Map(
      resources
        .filter(({ type }) => type === ANCHOR_TYPE)
        .map(({ name, outputs: values }) => [name, String(values["output"])]),
    ),
  };
}

/** The engine's answer: what the state holds about each resource, by URN. */
type Resources = Record<string, { readonly type: string; readonly outputs: Record<string, unknown> }>;
