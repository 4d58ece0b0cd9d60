/** What this stack owns, read from its own state by the engine: also true in a preview and after a failed `up`. */
import { getOrganization, getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { invoke } from "@pulumi/pulumi/runtime/index.js";
import { clouds } from "../cloud/clouds.ts";
import { ANCHOR_TYPE } from "../cloud/plan.ts";

export interface Owned {
  /** Number of record resources. */
  readonly records: number;
  /** What each owner anchor holds, by logical name. */
  readonly anchors: ReadonlyMap<string, string>;
}

export async function readOwned(): Promise<Owned> {
  const stackName = `${getOrganization()}/${getProject()}/${getStack()}`;
  const { outputs } = await invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
  const tokens = new Set(clouds.map((cloud) => cloud.token));
  const anchors = new Map<string, string>();
  let records = 0;
  for (const [urn, { type, outputs: values }] of Object.entries((outputs ?? {}) as Resources)) {
    if (tokens.has(type)) records++;
    if (type === ANCHOR_TYPE) anchors.set(nameOf(urn), String(values["output"]));
  }
  return { records, anchors };
}

/** The engine's answer: what the state holds of each resource, by URN. */
type Resources = Record<string, { readonly type: string; readonly outputs: Record<string, unknown> }>;

/** The logical name in `urn:pulumi:<stack>::<project>::<types>::<name>`; names may hold `::` themselves. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
