/** A DNS host: its limits as data, and how an RRset becomes Pulumi resources there. Each has a folder and is listed in clouds.ts. */
import type { CloudId } from "../spec/cloud-id.ts";
import type { RRset } from "../zone/rrset.ts";
import type { Fact } from "./fact.ts";
import type { Limits } from "./limits.ts";
import type { Listing } from "./listing.ts";
import type { Permissions, PublishedZone } from "./permissions.ts";
import type { Raised } from "./raise.ts";
import type { LoweredRecord, ResourceArgs, ZoneId } from "./resource.ts";
import type { Servers } from "./servers.ts";
import type { WorkerResource } from "./worker.ts";
import type { ZoneResource } from "./zone-resource.ts";
import type { NoSigning, ZoneSigning } from "./zone-signing.ts";

export interface Cloud {
  readonly id: CloudId;
  readonly title: string;
  /** What else people call it, besides its title. */
  readonly aliases: readonly string[];
  /** Pulumi token of its record resource. */
  readonly token: string;
  /** What one resource holds, and one record of a listing: a whole RRset, or one of its values. */
  readonly unit: "rrset" | "value";
  /** The argument that holds the owner's name. */
  readonly ownerArgument: "name" | "rr";
  /** The argument that the zone's id goes into at run time; undefined if the zone is given by name. */
  readonly zoneArgument: "zoneId" | undefined;
  readonly limits: Limits;
  /** Whether one call changes a record to another type; otherwise the provider replaces the resource. */
  readonly typeChange: Fact & { readonly able: boolean };
  /** The resources of one RRset: one for the whole set, or one per value. Pure: the same RRset gives the same resources. */
  lower(rrset: RRset, zone: ZoneId): readonly LoweredRecord[];
  /**
   * The inverse of `lower`, from a resource's arguments or its outputs in the state. Undefined if they do not have the
   * form that `lower` produces: a value that is not known yet, a type that the model lacks, an alias.
   */
  raise(values: ResourceArgs): Raised | undefined;
  /** The arguments that register a resource of the state as it is, from its outputs; absent if those are its outputs. */
  kept?(outputs: ResourceArgs): ResourceArgs;
  /** How the records of a zone are listed. */
  readonly listing: Listing;
  /** How a zone is created. */
  readonly zoneResource: ZoneResource;
  /** How a zone is signed with DNSSEC, or why it cannot be. */
  readonly signing: ZoneSigning | NoSigning;
  /** How the cloud serves a text at a name of a zone; absent if it cannot. */
  readonly worker?: WorkerResource;
  /** What publishing these zones must be allowed to do; at least one. */
  permissions(zones: readonly PublishedZone[]): Permissions;
  /** The cloud's own name servers. */
  readonly servers: Servers;
}
