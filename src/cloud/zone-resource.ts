/** A cloud's zones as Pulumi resources: what the stack makes where a spec says `create: true`. */

import type { OwnedResource } from "../inventory/owned.ts";
import type { Zone } from "../plan/zone.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import type { Fact, ResourceArgs } from "./cloud.ts";
import { accountPrefix } from "./resource-name.ts";

/** What a look-up by name says that failed. */
export interface FailedLookUp extends Fact {
  readonly pattern: RegExp;
}

export interface ZoneResource {
  /** Pulumi token. */
  readonly token: string;
  /** The arguments. What is null is filled in from the stack's config when the resource is registered. */
  args(name: Name): ResourceArgs;
  /** Arguments that are left to whoever sets them at the cloud: a refresh must not lead to their being taken back. */
  readonly settings: readonly string[];
  /** The output with the servers that the registrar is to name. */
  readonly serversOutput: "nameServers" | "dnsServers";
  /** That the account has no zone of the name; absent where the answer is an empty list then. Nothing else proves it. */
  readonly notThere?: FailedLookUp;
  /** That it has several. */
  readonly several?: FailedLookUp;
  /** Least TTL in a zone that was just made, in seconds; absent: the edition of new zones is that of all. */
  readonly minTtl?: Fact & { readonly seconds: number };
  /** Where the id of the account comes from, which goes into the argument `account`; absent where none is needed. */
  readonly account?: Fact & { readonly setting: string; readonly variable: string };
}

/** Logical name of a zone's resource: `[<account>:]<zone>`. */
export const zoneResourceName = ({ account, name }: Pick<Zone, "account" | "name">): string =>
  `${accountPrefix(account)}${withoutDot(name)}`;

/** The resource of the state that a zone is, where the stack has made it. */
export const madeZone = (zone: Zone, owned: readonly OwnedResource[]): OwnedResource | undefined =>
  owned.find(({ type, name }) => type === zone.cloud.zoneResource.token && name === zoneResourceName(zone));

/** What `pulumi import` takes for a zone (docs/facts/engine.md, import). */
export const zoneImportId = ({ cloud, name }: Pick<Zone, "cloud" | "name">, id: string): string =>
  cloud.zoneArgument === undefined ? withoutDot(name) : id;
