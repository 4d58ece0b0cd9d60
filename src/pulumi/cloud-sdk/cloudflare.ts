/** Cloudflare, by @pulumi/cloudflare. */
import { createRequire } from "node:module";
import type { Listed } from "../../cloud/listing.ts";
import { absolute } from "../../zone/name.ts";
import { type CloudSdk, serversOf } from "./cloud-sdk.ts";
import { once } from "./once.ts";

const require = createRequire(import.meta.url);

/** Loaded when first used: who publishes to other clouds alone need not install it. */
const sdk = once(() => ({
  ...(require("@pulumi/cloudflare/dnsRecord.js") as typeof import("@pulumi/cloudflare/dnsRecord.js")),
  ...(require("@pulumi/cloudflare/getDnsRecords.js") as typeof import("@pulumi/cloudflare/getDnsRecords.js")),
  ...(require("@pulumi/cloudflare/getZone.js") as typeof import("@pulumi/cloudflare/getZone.js")),
  ...(require("@pulumi/cloudflare/getZones.js") as typeof import("@pulumi/cloudflare/getZones.js")),
  ...(require("@pulumi/cloudflare/provider.js") as typeof import("@pulumi/cloudflare/provider.js")),
  ...(require("@pulumi/cloudflare/zone.js") as typeof import("@pulumi/cloudflare/zone.js")),
  ...(require("@pulumi/cloudflare/zoneDnssec.js") as typeof import("@pulumi/cloudflare/zoneDnssec.js")),
}));

/** Apart, since few stacks have any. */
const workers = once(() => ({
  ...(require("@pulumi/cloudflare/workersCustomDomain.js") as typeof import("@pulumi/cloudflare/workersCustomDomain.js")),
  ...(require("@pulumi/cloudflare/workersScript.js") as typeof import("@pulumi/cloudflare/workersScript.js")),
}));

/** Without `maxItems` the look-up silently cuts a zone at 1,000 records (@pulumi/cloudflare 6.22.1, measured). */
const ALL = 1_000_000;

/** https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/ (2026-11-21) */
const TTL = 60;
const ENTERPRISE_TTL = 30;

export const cloudflare: CloudSdk = {
  credential: "apiToken",
  provider: (name, args) => new (sdk().Provider)(name, args),
  record: (name, args, options) => new (sdk().DnsRecord)(name, args as never, options),
  zoneResource: (name, args, options) => new (sdk().Zone)(name, args as never, options),
  signing: (_token, name, args, options) => new (sdk().ZoneDnssec)(name, args as never, options),
  worker: {
    script: (name, args, options) => new (workers().WorkersScript)(name, args as never, options),
    hostname: (name, args, options) => new (workers().WorkersCustomDomain)(name, args as never, options),
  },
  facts({ id, account, nameServers, plan }) {
    const edition = (plan as { readonly legacyId?: string } | undefined)?.legacyId;
    const { id: accountId } = (account ?? {}) as { readonly id?: string };
    return {
      id: String(id),
      ...(accountId && { accountId }),
      nameServers: serversOf(nameServers),
      ...(edition && { minTtl: edition === "enterprise" ? ENTERPRISE_TTL : TTL }),
    };
  },
  async zone(name, options) {
    return this.facts({ ...(await sdk().getZone({ filter: { name } }, options)) });
  },
  zoneIfThere(name, options) {
    return this.zone(name, options);
  },
  async zones(options) {
    const { results } = await sdk().getZones({ maxItems: ALL }, options);
    return results.map(({ name, id }) => ({ name: absolute(name), id }));
  },
  async records({ id }, options) {
    const { results } = await sdk().getDnsRecords({ zoneId: id ?? "", maxItems: ALL }, options);
    return results as unknown as Listed[];
  },
};
