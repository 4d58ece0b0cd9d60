/** What a stack owns: the resources in its state. */
import { zoneResourceName } from "../cloud/resource-name.ts";
import type { Zone } from "../plan/zone.ts";

/** One resource of the state. */
export interface OwnedResource {
  readonly urn: string;
  /** The logical name. */
  readonly name: string;
  /** The Pulumi token. */
  readonly type: string;
  /** As last returned by the provider; the record's `id` is among them. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface Owned {
  /** The records, in the state's order. */
  readonly records: readonly OwnedResource[];
  /** The zones that the stack created. */
  readonly zones: readonly OwnedResource[];
  /** What signs these zones. */
  readonly signing: readonly OwnedResource[];
  /** What serves the policies of domains: scripts, and the hostnames that lead to them. */
  readonly workers: readonly OwnedResource[];
  /** The names of the tombstones of earlier runs. */
  readonly tombstones: ReadonlySet<string>;
}

/** The state's resource for a zone, if the stack created it. */
export const madeZone = (
  { cloud, account, name }: Zone,
  owned: readonly OwnedResource[],
): OwnedResource | undefined =>
  owned.find((one) => one.type === cloud.zoneResource.token && one.name === zoneResourceName(account, name));
