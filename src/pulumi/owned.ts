/** What this stack owns, read from its own state by the engine: also true in a preview and after a failed `up`. */
import { getOrganization, getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { invoke } from "@pulumi/pulumi/runtime/index.js";
import { clouds } from "../cloud/clouds.ts";
import { ANCHOR_TYPE } from "../cloud/plan.ts";

/** One resource of the state. */
export interface OwnedResource {
  readonly urn: string;
  /** The logical name. */
  readonly name: string;
  /** The Pulumi token. */
  readonly type: string;
  /** As the provider answered last, the record's `id` among them. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface Owned {
  /** The records, in the state's order. */
  readonly records: readonly OwnedResource[];
  /** What each owner anchor holds, by logical name. */
  readonly anchors: ReadonlyMap<string, string>;
}

export async function readOwned(): Promise<Owned> {
  const stackName = `${getOrganization()}/${getProject()}/${getStack()}`;
  const { outputs } = await invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
  const tokens = new Set(clouds.map((cloud) => cloud.token));
  const resources = Object.entries((outputs ?? {}) as Resources).map(([urn, { type, outputs: values }]) => ({
    urn,
    name: nameOf(urn),
    type,
    outputs: values,
  }));
  return {
    records: resources.filter(({ type }) => tokens.has(type)),
    anchors: new Map(
      resources
        .filter(({ type }) => type === ANCHOR_TYPE)
        .map(({ name, outputs: values }) => [name, String(values["output"])]),
    ),
  };
}

/** The engine's answer: what the state holds of each resource, by URN. */
type Resources = Record<string, { readonly type: string; readonly outputs: Record<string, unknown> }>;

/** The logical name in `urn:pulumi:<stack>::<project>::<types>::<name>`; names may hold `::` themselves. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
