/** Alibaba Cloud DNS, by @pulumi/alicloud. */
import { createRequire } from "node:module";
import type { Listed } from "../../cloud/listing.ts";
import { absolute, withoutDot } from "../../zone/name.ts";
import { type CloudSdk, serversOf } from "./cloud-sdk.ts";
import { once } from "./once.ts";

const require = createRequire(import.meta.url);

/** Loaded when first used: who publishes to other clouds alone need not install it. */
const sdk = once(() => ({
  ...(require("@pulumi/alicloud/dns/alidnsDomain.js") as typeof import("@pulumi/alicloud/dns/alidnsDomain.js")),
  ...(require("@pulumi/alicloud/dns/alidnsRecord.js") as typeof import("@pulumi/alicloud/dns/alidnsRecord.js")),
  ...(require("@pulumi/alicloud/dns/getAlidnsDomains.js") as typeof import("@pulumi/alicloud/dns/getAlidnsDomains.js")),
  ...(require("@pulumi/alicloud/dns/getAlidnsRecords.js") as typeof import("@pulumi/alicloud/dns/getAlidnsRecords.js")),
  ...(require("@pulumi/alicloud/provider.js") as typeof import("@pulumi/alicloud/provider.js")),
}));

export const alidns: CloudSdk = {
  credential: "accessKey",
  // Alibaba Cloud DNS is global, but its provider requires a region: the environment's, else a usual one
  provider: (name, args) =>
    new (sdk().Provider)(name, { region: process.env["ALICLOUD_REGION"] ?? "cn-hangzhou", ...args }),
  record: (name, args, options) => new (sdk().AlidnsRecord)(name, args as never, options),
  zoneResource: (name, args, options) => new (sdk().AlidnsDomain)(name, args as never, options),
  signing: (token) => {
    throw new Error(`nothing of Alibaba Cloud DNS signs zones: ${token}`);
  },
  facts: ({ domainId, dnsServers, minTtl }) => ({
    id: String(domainId),
    nameServers: serversOf(dnsServers),
    ...(typeof minTtl === "number" && minTtl > 0 && { minTtl }),
  }),
  async zone(name, options) {
    // name servers and minimum TTL come only with the details, which broke the call for some editions
    // (terraform-provider-alicloud v1.285.0, measured): whether the zone exists then shows when its records are read
    const ask = { keyWord: name, enableDetails: true };
    const { domains } = await sdk()
      .getAlidnsDomains(ask, options)
      .catch(() => ({ domains: [] }));
    const found = domains.find((one) => isCalled(one, name));
    return found && this.facts({ ...found });
  },
  async zoneIfThere(name, options) {
    const { domains } = await sdk().getAlidnsDomains({ keyWord: name }, options);
    const found = domains.find((one) => isCalled(one, name));
    return found && this.facts({ ...found });
  },
  async zones(options) {
    const { domains } = await sdk().getAlidnsDomains({}, options);
    return domains.map(({ domainName, domainId }) => ({ name: absolute(domainName), id: domainId }));
  },
  async records({ name }, options) {
    // by default it lists only what is enabled on the default line; the empty line means all lines
    const ask = { domainName: withoutDot(name), line: "" };
    const lists = await Promise.all(
      ["ENABLE", "DISABLE"].map((status) => sdk().getAlidnsRecords({ ...ask, status }, options)),
    );
    return lists.flatMap(({ records }) => records as unknown as Listed[]);
  },
};

/** The look-up matches parts of names. In which form the service returns non-ASCII names is unverified. */
const isCalled = (
  { domainName, punyCode }: { readonly domainName: string; readonly punyCode: string },
  name: string,
): boolean => domainName === name || punyCode === name;
