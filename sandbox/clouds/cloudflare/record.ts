/** DNS records and zones as Cloudflare's API has them. */
import type { Properties } from "../../provider.ts";
import type { StoredZone, ZoneSettings } from "../../store.ts";

export interface CloudflareSettings extends ZoneSettings {
  /** `legacyId` of the plan. */
  readonly plan: string;
  /** How many records the plan allows. */
  readonly recordQuota: number;
  /** The lowest TTL but 1, in seconds. */
  readonly minTtl: number;
  /** `pending` until DNS leads to the zone; absent: `active`. */
  readonly status?: "pending";
  /** The account that it was made in; absent: that of the credentials. */
  readonly accountId?: string;
  /** Whether the zone is switched off. */
  readonly paused?: true;
  /** Absent if it was never signed. */
  readonly dnssec?: DnssecSwitches & {
    readonly status: "active" | "pending" | "pending-disabled" | "disabled";
    readonly modifiedOn: string;
  };
  /** Whether the registrar has the DS record of its key. */
  readonly parentHasDs?: boolean;
}

export interface DnssecSwitches {
  readonly dnssecMultiSigner?: boolean;
  readonly dnssecPresigned?: boolean;
  readonly dnssecUseNsec3?: boolean;
}

export type CloudflareZone = StoredZone<CloudflareSettings>;

/** What the API stores and answers. */
export interface CloudflareRecord {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly ttl: number;
  readonly proxied: boolean;
  readonly priority?: number;
  readonly data?: Properties;
  readonly comment?: string;
  readonly tags?: readonly string[];
  readonly settings?: Properties;
  readonly createdOn: string;
  readonly modifiedOn: string;
  /** Of the record that the service makes for a hostname of a Worker, which nobody can change. */
  readonly worker?: WorkerHostname;
}

/** A hostname that leads to a Worker, besides its record. */
export interface WorkerHostname {
  /** The id of the account. */
  readonly accountId: string;
  /** The script's name. */
  readonly service: string;
  readonly environment: string;
  readonly certId: string;
}

/** A Worker's script, as the API has it. */
export interface WorkerScript {
  readonly content: string;
  readonly mainModule?: string;
  readonly compatibilityDate: string;
  readonly etag: string;
  readonly createdOn: string;
  readonly modifiedOn: string;
}

/** The body of a POST or PUT: what the provider sends of a resource. */
export type CloudflareRequest = Partial<CloudflareRecord> & Pick<CloudflareRecord, "name" | "type">;

/** The types that the proxy can stand before. */
export const PROXIABLE: readonly string[] = ["A", "AAAA", "CNAME"];
