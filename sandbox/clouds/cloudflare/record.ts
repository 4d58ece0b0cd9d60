/** DNS records as Cloudflare's API has them. */
import type { Properties } from "../../provider.ts";

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
}

/** The body of a POST or PUT: what the provider sends of a resource. */
export type CloudflareRequest = Partial<CloudflareRecord> & Pick<CloudflareRecord, "name" | "type">;

/** The types that the proxy can stand before. */
export const PROXIABLE: readonly string[] = ["A", "AAAA", "CNAME"];
