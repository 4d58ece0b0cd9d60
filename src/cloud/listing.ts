/** What a zone holds, whoever created it: the records that its cloud lists, as plain JSON. */
import { absolute, type Name } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";
import type { Fact } from "./fact.ts";
import type { ResourceArgs, ZoneId } from "./resource.ts";

/** One value of a record. */
export interface LiveValue {
  /** As the cloud returns it; for an MX, the preference before the host. */
  readonly text: string;
  /** What it means; absent if the model lacks the type, or the text does not have its form. */
  readonly data?: Rdata;
}

/** What the cloud keeps as one record: an RRset on Route 53, one value elsewhere. */
export interface LiveRecord {
  /** Unique among the records of its cloud; `Listing.idOf` gives it for a resource in the state. */
  readonly id: string;
  /** The id that `pulumi import` expects for it. */
  readonly importId: string;
  readonly name: Name;
  /** In capitals; any type, such as REDIRECT_URL on Alibaba Cloud DNS. */
  readonly type: string;
  /** Seconds; absent if the cloud gives none, as for an alias. */
  readonly ttl?: number;
  /** Empty for an alias. */
  readonly values: readonly LiveValue[];
  /** Cloudflare answers with its own addresses in place of the value. */
  readonly proxied?: true;
  /** Alibaba Cloud DNS: the resolution line, if it is not the default one. */
  readonly line?: string;
  /** Alibaba Cloud DNS: kept, but not answered. */
  readonly disabled?: true;
  /** The cloud lets nobody change it, such as records created by Cloudflare's Email Routing. */
  readonly locked?: true;
  /** Route 53: answered with the records of this name. */
  readonly alias?: Name;
  /** Route 53: one of several sets of this name and type, from which a routing policy picks. */
  readonly setIdentifier?: string;
}

/** What a cloud says about a zone itself. */
export interface ZoneFacts {
  readonly id: string;
  /** The id of the account that it is in; absent if that is not known. */
  readonly accountId?: string;
  /** The servers from which the cloud answers for the zone; empty if that is not known. */
  readonly nameServers: readonly Name[];
  /** Minimum TTL of the zone's edition, in seconds; absent if that is not known. */
  readonly minTtl?: number;
}

/** A zone with everything in it. `id` is absent if the zone was given only by its name. */
export interface ListedZone extends Omit<ZoneFacts, "id"> {
  readonly name: Name;
  readonly id?: string;
  /** The servers to which DNS delegates the zone, empty if it is not delegated; absent if that is not known. */
  readonly delegation?: readonly Name[];
  readonly records: readonly LiveRecord[];
}

/** How fast a cloud lets an account list: at most `calls` in any `seconds`. */
export interface ListingRate extends Fact {
  readonly calls: number;
  readonly seconds: number;
  /** Calls that may be made at once if the limit is a bucket, which `calls` in `seconds` refill. */
  readonly burst?: number;
  /** Lists that a zone takes, each of at least one page. */
  readonly lists: number;
  /** Records per page; each page is a call. */
  readonly pageSize: number;
  /** The page at which the provider stops: the first that is not full, or only one that is empty. */
  readonly lastPage: "short" | "empty";
  /** Zones that are listed at the same time. */
  readonly atOnce: number;
  /** Matches the error of a throttled call; absent if the provider itself waits and retries. */
  readonly throttled?: RegExp;
}

/** Calls that it takes to list this many records. */
export function listingCalls({ lists, pageSize, lastPage }: ListingRate, records: number): number {
  return lists + (lastPage === "empty" ? Math.ceil : Math.floor)(records / pageSize);
}

/** A record as a look-up of the cloud's Pulumi package returns it. */
export type Listed = Readonly<Record<string, unknown>>;

/** A value of a listed record, with the arguments that a resource of it would have. */
export interface ListedValue {
  readonly text: string;
  readonly args: ResourceArgs;
}

/** How the records of a zone are listed on one cloud. */
export interface Listing {
  readonly rate: ListingRate;
  /** One record of the look-up's answer. */
  read(
    listed: Listed,
    zone: ZoneId,
  ): Omit<LiveRecord, "values"> & { readonly values: readonly ListedValue[] };
  /** The values of a resource with these arguments, as `read` would give their texts. */
  texts(args: ResourceArgs): readonly string[];
  /** The `LiveRecord.id` of the record behind a resource with these outputs. */
  idOf(outputs: Readonly<Record<string, unknown>>): string;
}

/** Name servers from a cloud's answer, as names. */
export const serverNames = (servers: readonly string[] | undefined): Name[] =>
  (servers ?? []).filter((server) => server !== "").map(absolute);
