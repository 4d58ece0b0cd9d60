/** A cloud's zones as Pulumi resources: what the stack creates if a spec says `create: true`. */
import type { Name } from "../zone/name.ts";
import type { Fact } from "./fact.ts";
import type { ResourceArgs } from "./resource.ts";

/** The error of a look-up by name. */
export interface FailedLookUp extends Fact {
  readonly pattern: RegExp;
}

export interface ZoneResource {
  /** Pulumi token. */
  readonly token: string;
  /** The arguments. A null is filled in from the stack's config when the resource is registered. */
  args(name: Name): ResourceArgs;
  /** Arguments that are left to whoever sets them at the cloud: a refresh must not cause them to be reverted. */
  readonly settings: readonly string[];
  /** The output with the servers to set at the registrar. */
  readonly serversOutput: "nameServers" | "dnsServers";
  /** Means that the account has no zone of the name; nothing else proves that. Absent if the answer is then an empty list. */
  readonly notThere?: FailedLookUp;
  /** Means that it has several. */
  readonly several?: FailedLookUp;
  /** What a zone below a registered domain needs before the cloud creates it, as "only ..."; absent: nothing. */
  readonly belowRegistered?: Fact & { readonly condition: string; readonly way: string };
  /** Minimum TTL in a newly created zone, in seconds; absent: new zones have the same edition as all others. */
  readonly minTtl?: Fact & { readonly seconds: number };
  /** Where the account's id for the argument `account` comes from; absent if none is needed. */
  readonly account?: Fact & { readonly setting: string; readonly variable: string };
}
