/** What mailzone knows of a DNS host: its limits as data, and how an RRset becomes Pulumi resources there. */
import type { CloudId } from "../spec/schema.ts";
import type { Name } from "../zone/name.ts";
import type { RecordType } from "../zone/rdata.ts";
import type { RRset } from "../zone/rrset.ts";
import type { Listing } from "./listing.ts";
import type { Raised } from "./raise.ts";
import type { ZoneResource } from "./zone-resource.ts";

/** A limit as a fact: who says so, and when that was last looked up. */
export interface Fact {
  readonly source: string;
  /** ISO date. */
  readonly verified: string;
}

/** A kind of TXT value that a cloud refuses, or stores as something else. */
export interface RefusedText extends Fact {
  /** Matches the plain text, unquoted and unsplit. */
  readonly pattern: RegExp;
  /** What the text has and what becomes of it, to follow "the text". */
  readonly problem: string;
}

export interface Limits {
  /** Seconds, inclusive. `automatic` is a value outside the range that means "let the cloud choose". */
  readonly ttl: Fact & { readonly min: number; readonly max: number; readonly automatic?: number };
  /** Range of an MX preference, inclusive. */
  readonly preference: Fact & { readonly min: number; readonly max: number };
  /** Most octets of one TXT value, all its strings together. */
  readonly txtOctets: Fact & { readonly max: number };
  /** Most octets of all TXT values at one name together; absent: no such limit is known. */
  readonly txtRRsetOctets?: Fact & { readonly max: number };
  /** TXT values that cannot be published as they are; absent: none is known. */
  readonly refusedTexts?: readonly RefusedText[];
  /** Whether `MX 0 .` (RFC 7505) can be stored. When false, parked domains are published without it. */
  readonly nullMx: Fact & { readonly able: boolean };
  /** Whether an SRV target `.` (RFC 2782: not offered) can be stored. */
  readonly nullSrv: Fact & { readonly able: boolean };
  /** Record types that were verified to work; anything else is refused. */
  readonly types: Fact & { readonly able: readonly RecordType[] };
  /** Whether the cloud answers a CNAME at the zone's apex with the target's data instead of the CNAME. */
  readonly apexCname: Fact & { readonly able: boolean };
  /** A pattern that owner labels and targets must match in whole; absent: any valid name. */
  readonly nameCharacters?: Fact & { readonly pattern: RegExp };
}

/** Arguments of one Pulumi resource, as plain JSON. */
export type ResourceArgs = Readonly<Record<string, unknown>>;

/** One Pulumi resource of a zone. */
export interface Resource {
  /** Logical name, public API: `[<account>:]<zone>/<owner>/<TYPE>[/<key>]`. */
  readonly name: string;
  /** Pulumi type token. */
  readonly type: string;
  readonly args: ResourceArgs;
  readonly owner: Name;
}

/** The zone that a resource is made in, as far as lowering needs it. */
export interface ZoneId {
  readonly name: Name;
  /** The cloud's own id; null when it is looked up at run time. */
  readonly id: string | null;
}

export interface Cloud {
  readonly id: CloudId;
  readonly title: string;
  /** Pulumi token of its record resource. */
  readonly token: string;
  /** What one resource holds, and one record of a listing: a whole RRset, or one of its values. */
  readonly unit: "rrset" | "value";
  /** The argument that holds the owner's name, through which a resource depends on its anchor. */
  readonly ownerArgument: "name" | "rr";
  /** The argument that the zone's id goes into at run time; undefined where the zone is given by name. */
  readonly zoneArgument: "zoneId" | undefined;
  readonly limits: Limits;
  /** The resources of one RRset: one for the whole set, or one a value. Pure; the same RRset gives the same resources. */
  lower(rrset: RRset, zone: ZoneId): readonly Omit<Resource, "type" | "owner">[];
  /**
   * The inverse of `lower`, from a resource's arguments or its outputs in the state. Undefined where they are not of
   * the form that `lower` makes: a value that is not known yet, a type that the model lacks, an alias.
   */
  raise(values: ResourceArgs): Raised | undefined;
  /** How the records of a zone are listed. */
  readonly listing: Listing;
  /** How a zone is made. */
  readonly zoneResource: ZoneResource;
}
