/** What Pulumi has for each cloud: its provider, its resources for records and zones, and the look-ups of both. */
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import type { CustomResource, CustomResourceOptions, ProviderResource } from "@pulumi/pulumi/resource.js";
import { type Listed, serverNames, type ZoneFacts } from "../../cloud/listing.ts";
import type { ZoneId } from "../../cloud/resource.ts";
import type { Name } from "../../zone/name.ts";

export type Args = Readonly<Record<string, unknown>>;

export interface AccountZone {
  readonly name: Name;
  readonly id: string;
}

export interface CloudSdk {
  /** The provider argument that most users specify an account with. */
  readonly credential: string;
  provider(name: string, args: Args): ProviderResource;
  record(name: string, args: Args, options: CustomResourceOptions): CustomResource;
  zoneResource(name: string, args: Args, options: CustomResourceOptions): CustomResource;
  /** A resource of a signed zone, by its token. */
  signing(token: string, name: string, args: Args, options: CustomResourceOptions): CustomResource;
  /** What serves a text at a name of a zone; absent where the cloud cannot. */
  readonly worker?: {
    script(name: string, args: Args, options: CustomResourceOptions): CustomResource;
    hostname(name: string, args: Args, options: CustomResourceOptions): CustomResource;
  };
  /** The facts about a zone in an answer of the look-up, or in the outputs of its resource. */
  facts(zone: Args): ZoneFacts;
  /**
   * The zone of that name (without the final dot); undefined if only its records can show whether it exists.
   * Rejects when there is not exactly one.
   */
  zone(name: string, options: InvokeOptions): Promise<ZoneFacts | undefined>;
  /**
   * The same for a zone that may not exist: undefined, or a rejection with `ZoneResource.notThere`, means that it does not.
   * Any other rejection leaves it unknown.
   */
  zoneIfThere(name: string, options: InvokeOptions): Promise<ZoneFacts | undefined>;
  /** Every public zone of the account. */
  zones(options: InvokeOptions): Promise<readonly AccountZone[]>;
  /**
   * Everything in the zone, all pages, for `Listing.read`: on all resolution lines, disabled records too.
   * Rejects when the zone does not exist or may not be read.
   */
  records(zone: ZoneId, options: InvokeOptions): Promise<readonly Listed[]>;
}

export const serversOf = (servers: unknown): ZoneFacts["nameServers"] =>
  serverNames(Array.isArray(servers) ? servers.map(String) : []);
