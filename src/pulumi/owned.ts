/** What this stack owns, read from its own state by the engine: correct even in a preview and after a failed `up`. */
import { getOrganization, getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { invoke } from "@pulumi/pulumi/runtime/index.js";
import { cloudOfRecord, cloudOfSigning, cloudOfWorker, cloudOfZone } from "../cloud/clouds.ts";
import type { Owned } from "../inventory/owned.ts";
import { type PublishedPhase, readPublishedPhase } from "../inventory/published-phase.ts";
import { type PublishedSts, readPublishedSts } from "../inventory/published-sts.ts";
import { tombstonedRecord } from "../inventory/tombstones.ts";
import { COMPONENT_TYPE, TOMBSTONE_TYPE } from "../plan/plan.ts";
import { urnName } from "../plan/urn.ts";
import { absolute, type Name } from "../zone/name.ts";

/** What the current stack owns. */
export interface OwnedStack extends Owned {
  /** The mail domains that have or had records, without final dots. */
  readonly domains: readonly string[];
  /** The phases of migrations that it has published, by mail domain. */
  readonly published: ReadonlyMap<Name, PublishedPhase>;
  /** The MTA-STS policies that it has published, by mail domain. */
  readonly stsPolicies: ReadonlyMap<Name, PublishedSts>;
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
  const domains = resources.filter(({ type }) => type === COMPONENT_TYPE);
  return {
    records: resources.filter(({ type }) => cloudOfRecord(type) !== undefined),
    zones: resources.filter(({ type }) => cloudOfZone(type) !== undefined),
    signing: resources.filter(({ type }) => cloudOfSigning(type) !== undefined),
    workers: resources.filter(({ type }) => cloudOfWorker(type) !== undefined),
    domains: domains.map(({ name }) => name),
    published: new Map(
      domains.flatMap(({ name, outputs: values }) => {
        const phase = readPublishedPhase(values["migration"]);
        return phase === undefined ? [] : [[absolute(name), phase] as const];
      }),
    ),
    stsPolicies: new Map(
      domains.flatMap(({ name, outputs: values }) => {
        const policy = readPublishedSts(values["mtaSts"]);
        return policy === undefined ? [] : [[absolute(name), policy] as const];
      }),
    ),
    tombstones: new Set(
      resources.flatMap(({ type, name }) =>
        type === TOMBSTONE_TYPE && tombstonedRecord(name) !== undefined ? [name] : [],
      ),
    ),
  };
}

/** The engine's answer: what the state holds about each resource, by URN. */
type Resources = Record<string, { readonly type: string; readonly outputs: Record<string, unknown> }>;
