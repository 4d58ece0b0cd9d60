/** What a zone holds, whoever put it there: the records that its cloud lists, as plain JSON. */
import { absolute, type Name } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";
import type { Fact } from "./fact.ts";
import type { ResourceArgs, ZoneId } from "./resource.ts";

/** One value of a record. */
export interface LiveValue {
  /** As the cloud gives it, an MX's preference before its host. */
  readonly text: string;
  /** What it says; absent where the model lacks the type, or the text is not of its form. */
  readonly data?: Rdata;
}

/** What the cloud keeps as one record: an RRset on Route 53, one value elsewhere. */
export interface LiveRecord {
  /** Tells it from every other record of its cloud; `Listing.idOf` says it of a resource in the state. */
  readonly id: string;
  /** What `pulumi import` takes for it. */
  readonly importId: string;
  readonly name: Name;
  /** In capitals; any type, such as REDIRECT_URL on Alibaba Cloud DNS. */
  readonly type: string;
  /** Seconds; absent where the cloud gives none, as for an alias. */
  readonly ttl?: number;
  /** None for an alias. */
  readonly values: readonly LiveValue[];
  /** Cloudflare answers with its own addresses in place of the value. */
  readonly proxied?: true;
  /** Alibaba Cloud DNS: the resolution line, where it is not the default one. */
  readonly line?: string;
  /** Alibaba Cloud DNS: kept, but not answered. */
  readonly disabled?: true;
  /** The cloud lets nobody change it, such as what Cloudflare's Email Routing made. */
  readonly locked?: true;
  /** Route 53: answered as if the records of this name stood here. */
  readonly alias?: Name;
  /** Route 53: one of several sets of this name and type, of which a routing policy picks. */
  readonly setIdentifier?: string;
}

/** What a cloud says of a zone itself. */
export interface ZoneFacts {
  readonly id: string;
  /** The servers that the cloud answers the zone from; none where that is not known. */
  readonly nameServers: readonly Name[];
  /** Least TTL of the zone's edition, in seconds; absent where that is not known. */
  readonly minTtl?: number;
}

/** A zone with all that it holds. `id` is absent where the zone was given by its name alone. */
export interface ListedZone extends Omit<ZoneFacts, "id"> {
  readonly name: Name;
  readonly id?: string;
  /** The servers that DNS leads to for the zone, none where it leads nowhere; absent where that is not known. */
  readonly delegation?: readonly Name[];
  readonly records: readonly LiveRecord[];
}

/** How fast a cloud lets an account list: at most `calls` in any `seconds`. */
export interface ListingRate extends Fact {
  readonly calls: number;
  readonly seconds: number;
  /** Calls that may come at once where the rate is that of a bucket, which `calls` in `seconds` refill. */
  readonly burst?: number;
  /** Lists that a zone takes, each of one page at least. */
  readonly lists: number;
  /** Records in a page; each page is a call. */
  readonly pageSize: number;
  /** The page at which the provider stops: one that is not full, or one more than that, which is empty. */
  readonly lastPage: "short" | "empty";
  /** Zones that are listed at one time. */
  readonly atOnce: number;
  /** What an answer says that came too soon; absent where the provider waits and asks again by itself. */
  readonly throttled?: RegExp;
}

/** Calls that it took to list so many records. */
export function listingCalls({ lists, pageSize, lastPage }: ListingRate, records: number): number {
  return lists + (lastPage === "empty" ? Math.ceil : Math.floor)(records / pageSize);
}

/** A record as a look-up of the cloud's Pulumi package answers it. */
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
  /** `LiveRecord.id` of the record that a resource with these outputs is. */
  idOf(outputs: Readonly<Record<string, unknown>>): string;
}

/** Name servers as a cloud gives them, as names. */
export const serverNames = (servers: readonly string[] | undefined): Name[] =>
  (servers ?? []).filter((server) => server !== "").map(absolute);
