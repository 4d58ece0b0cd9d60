/** What Pulumi has for each cloud: its provider, its resources for records and zones, and the look-ups of both. */
import { AlidnsDomain } from "@pulumi/alicloud/dns/alidnsDomain.js";
import { AlidnsRecord } from "@pulumi/alicloud/dns/alidnsRecord.js";
import { getAlidnsDomains } from "@pulumi/alicloud/dns/getAlidnsDomains.js";
import { getAlidnsRecords } from "@pulumi/alicloud/dns/getAlidnsRecords.js";
import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { getRecords as getRoute53Records } from "@pulumi/aws/route53/getRecords.js";
import { getZone as getRoute53Zone } from "@pulumi/aws/route53/getZone.js";
import { Record as Route53Record } from "@pulumi/aws/route53/record.js";
import { Zone as Route53Zone } from "@pulumi/aws/route53/zone.js";
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord.js";
import { getDnsRecords } from "@pulumi/cloudflare/getDnsRecords.js";
import { getZone as getCloudflareZone } from "@pulumi/cloudflare/getZone.js";
import { Provider as CloudflareProvider } from "@pulumi/cloudflare/provider.js";
import { Zone as CloudflareZone } from "@pulumi/cloudflare/zone.js";
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import type { CustomResource, CustomResourceOptions, ProviderResource } from "@pulumi/pulumi/resource.js";
import { type Listed, serverNames, type ZoneFacts } from "../cloud/listing.ts";
import type { ZoneId } from "../cloud/resource.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { withoutDot } from "../zone/name.ts";

type Args = Readonly<Record<string, unknown>>;

export interface CloudSdk {
  /** The provider argument that most users specify an account with. */
  readonly credential: string;
  provider(name: string, args: Args): ProviderResource;
  record(name: string, args: Args, options: CustomResourceOptions): CustomResource;
  zoneResource(name: string, args: Args, options: CustomResourceOptions): CustomResource;
  /** The facts about a zone in an answer of the look-up, or in the outputs of its resource. */
  facts(zone: Args): ZoneFacts;
  /**
   * The zone of that name (without the final dot); undefined if only its records can show whether it exists.
   * Rejects when there is not exactly one.
   */
  zone(name: string, options: InvokeOptions): Promise<ZoneFacts | undefined>;
  /**
   * The same for a zone that may not exist: undefined, or a rejection with `ZoneResource.notThere`, means that it does not.
   * Any other rejection leaves it unknown.
   */
  zoneIfThere(name: string, options: InvokeOptions): Promise<ZoneFacts | undefined>;
  /**
   * Everything in the zone, all pages, for `Listing.read`: on all resolution lines, disabled records too.
   * Rejects when the zone does not exist or may not be read.
   */
  records(zone: ZoneId, options: InvokeOptions): Promise<readonly Listed[]>;
}

/** Without `maxItems` the look-up silently cuts a zone at 1,000 records (@pulumi/cloudflare 6.22.1, measured). */
const ALL = 1_000_000;

/** https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/ (2026-11-21) */
const TTL = 60;
const ENTERPRISE_TTL = 30;

/** Route 53 and Alibaba Cloud DNS are global, but their providers require a region: the environment's, else a usual one. */
export const cloudSdks: Readonly<Record<CloudId, CloudSdk>> = {
  route53: {
    credential: "profile",
    provider: (name, args) =>
      new AwsProvider(name, { region: (process.env["AWS_REGION"] ?? "us-east-1") as "us-east-1", ...args }),
    record: (name, args, options) => new Route53Record(name, args as never, options),
    zoneResource: (name, args, options) => new Route53Zone(name, args as never, options),
    facts: ({ zoneId, nameServers }) => ({ id: String(zoneId), nameServers: serversOf(nameServers) }),
    async zone(name, options) {
      return this.facts({ ...(await getRoute53Zone({ name, privateZone: false }, options)) });
    },
    zoneIfThere(name, options) {
      return this.zone(name, options);
    },
    async records({ id }, options) {
      const { resourceRecordSets } = await getRoute53Records({ zoneId: id ?? "" }, options);
      return resourceRecordSets as unknown as Listed[];
    },
  },
  cloudflare: {
    credential: "apiToken",
    provider: (name, args) => new CloudflareProvider(name, args),
    record: (name, args, options) => new DnsRecord(name, args as never, options),
    zoneResource: (name, args, options) => new CloudflareZone(name, args as never, options),
    facts({ id, nameServers, plan }) {
      const edition = (plan as { readonly legacyId?: string } | undefined)?.legacyId;
      return {
        id: String(id),
        nameServers: serversOf(nameServers),
        ...(edition && { minTtl: edition === "enterprise" ? ENTERPRISE_TTL : TTL }),
      };
    },
    async zone(name, options) {
      return this.facts({ ...(await getCloudflareZone({ filter: { name } }, options)) });
    },
    zoneIfThere(name, options) {
      return this.zone(name, options);
    },
    async records({ id }, options) {
      const { results } = await getDnsRecords({ zoneId: id ?? "", maxItems: ALL }, options);
      return results as unknown as Listed[];
    },
  },
  alidns: {
    credential: "accessKey",
    provider: (name, args) =>
      new AlicloudProvider(name, { region: process.env["ALICLOUD_REGION"] ?? "cn-hangzhou", ...args }),
    record: (name, args, options) => new AlidnsRecord(name, args as never, options),
    zoneResource: (name, args, options) => new AlidnsDomain(name, args as never, options),
    facts: ({ domainId, dnsServers, minTtl }) => ({
      id: String(domainId),
      nameServers: serversOf(dnsServers),
      ...(typeof minTtl === "number" && minTtl > 0 && { minTtl }),
    }),
    async zone(name, options) {
      // name servers and minimum TTL come only with the details, which broke the call for some editions
      // (terraform-provider-alicloud v1.285.0, measured): whether the zone exists then shows when its records are read
      const ask = { keyWord: name, enableDetails: true };
      const { domains } = await getAlidnsDomains(ask, options).catch(() => ({ domains: [] }));
      const found = domains.find((one) => isCalled(one, name));
      return found && this.facts({ ...found });
    },
    async zoneIfThere(name, options) {
      const { domains } = await getAlidnsDomains({ keyWord: name }, options);
      const found = domains.find((one) => isCalled(one, name));
      return found && this.facts({ ...found });
    },
    async records({ name }, options) {
      // by default it lists only what is enabled on the default line; the empty line means all lines
      const ask = { domainName: withoutDot(name), line: "" };
      const lists = await Promise.all(
        ["ENABLE", "DISABLE"].map((status) => getAlidnsRecords({ ...ask, status }, options)),
      );
      return lists.flatMap(({ records }) => records as unknown as Listed[]);
    },
  },
};

const serversOf = (servers: unknown): ZoneFacts["nameServers"] =>
  serverNames(Array.isArray(servers) ? servers.map(String) : []);

/** The look-up matches parts of names. In which form the service returns non-ASCII names is unverified. */
const isCalled = (
  { domainName, punyCode }: { readonly domainName: string; readonly punyCode: string },
  name: string,
): boolean => domainName === name || punyCode === name;
