/** A domain's records placed on its clouds: what each cloud's zone will contain, within that cloud's limits. */
import type { Cloud } from "../cloud/cloud.ts";
import type { Place } from "../finding.ts";
import type { Domain } from "../preset/domain.ts";
import type { Dnssec } from "../spec/spec.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import type { Owners, RRset, ZoneRecord } from "../zone/rrset.ts";

/** What one domain has in one cloud's zone. */
export interface ZoneDomain {
  readonly domain: Domain;
  readonly rrsets: readonly RRset[];
  /** Records that the cloud cannot hold and the domain does not need, such as a parked domain's null MX. */
  readonly omitted: readonly ZoneRecord[];
  /** Where the spec names this cloud. */
  readonly place: Place;
}

/** Where a spec says that the stack creates the zone. */
export interface ZoneCreation {
  readonly place: Place;
  /** The mail domain of that spec. */
  readonly domain: Name;
}

/** One zone at one cloud and account: every domain of every spec in it. */
export interface Zone {
  readonly name: Name;
  readonly cloud: Cloud;
  readonly account?: string;
  readonly zoneId?: string;
  /** Present if the stack creates the zone; the first of its specs that says so. */
  readonly create?: ZoneCreation;
  /** Present if a spec says whether it is signed; the first of those that do. */
  readonly dnssec?: Dnssec;
  readonly domains: readonly ZoneDomain[];
  /** All RRsets of all its domains. */
  readonly rrsets: readonly RRset[];
  readonly owners: Owners;
  /** Owner names that something else manages. */
  readonly external: ReadonlySet<Name>;
  /** Whether a CNAME at the apex is intended and flattened (Cloudflare only). */
  readonly flattenApex: boolean;
}

/** The id that `pulumi import` expects for a zone (docs/facts/engine.md, import). */
export const zoneImportId = ({ cloud, name }: Pick<Zone, "cloud" | "name">, id: string): string =>
  cloud.zoneArgument === undefined ? withoutDot(name) : id;
