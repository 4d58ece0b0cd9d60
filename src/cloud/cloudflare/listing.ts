/** The records of a Cloudflare zone, as `cloudflare.getDnsRecords` lists them (@pulumi/cloudflare 6.22.1). */
import { absolute } from "../../zone/name.ts";
import type { Listing } from "../listing.ts";
import type { ResourceArgs } from "../resource.ts";

interface ListedRecord {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly content?: string;
  readonly ttl?: number;
  readonly priority?: number;
  readonly proxied?: boolean;
  /** JSON. */
  readonly meta?: string;
}

export const listing: Listing = {
  rate: {
    // "1,200 requests per five minute period", per user
    source: "https://developers.cloudflare.com/fundamentals/api/reference/limits/",
    verified: "2026-11-21",
    calls: 1_200,
    seconds: 300,
    lists: 1,
    // what the provider asks for (plugin v5.22.0, measured: 26 calls for 2,447 records)
    pageSize: 100,
    lastPage: "empty",
    atOnce: 4,
  },
  read(listed, zone) {
    const { id, name, type, content = "", ttl, priority, proxied, meta } = listed as unknown as ListedRecord;
    return {
      id,
      importId: `${zone.id}/${id}`,
      name: absolute(name),
      type,
      ...(ttl !== undefined && { ttl }),
      values: [{ text: type === "MX" ? `${priority ?? 0} ${content}` : content, args: listed }],
      ...(proxied === true && { proxied }),
      // Email Routing marks its MX, TXT and DKIM this way (StackExchange/dnscontrol, providers/cloudflare, read 2026-11-21)
      ...(/"read_only":\s*true/.test(meta ?? "") && { locked: true }),
    };
  },
  texts: ({ type, content, priority, data }) => {
    if (type === "MX") return [`${priority} ${content}`];
    if (data === undefined) return [String(content)];
    // the API makes the content of types with data
    const { weight, port, target, usage, selector, matchingType, certificate, flags, tag, value } =
      data as ResourceArgs;
    if (type === "SRV") return [`${priority} ${weight} ${port} ${target}`];
    if (type === "CAA") return [`${flags} ${tag} "${value}"`];
    return [`${usage} ${selector} ${matchingType} ${certificate}`];
  },
  idOf: ({ id }) => String(id),
};
