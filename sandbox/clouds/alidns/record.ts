/** Records and zones as the API of Alibaba Cloud DNS has them. */
import type { StoredZone, ZoneSettings } from "../../store.ts";

export interface AlidnsSettings extends ZoneSettings {
  /** The edition, such as `mianfei`. */
  readonly versionCode: string;
  /** The edition's TTL floor, in seconds. */
  readonly minTtl: number;
  readonly remark?: string;
}

export type AlidnsZone = StoredZone<AlidnsSettings>;

/** What the API stores and answers. */
export interface AlidnsRecord {
  readonly domainName: string;
  readonly rr: string;
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
  readonly line: string;
  readonly status: "ENABLE" | "DISABLE";
  readonly priority?: number;
  readonly remark?: string;
}

/** What Add and UpdateDomainRecord take. */
export type AlidnsRequest = Omit<AlidnsRecord, "domainName" | "status" | "remark">;

/** Types whose value is a host, or ends in one. */
export const HOST_TYPES: readonly string[] = ["NS", "MX", "CNAME", "SRV"];
