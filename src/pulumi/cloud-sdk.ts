/** What Pulumi has for each cloud: its provider, its record resource, and the look-ups of a zone and its records. */
import { AlidnsRecord } from "@pulumi/alicloud/dns/alidnsRecord.js";
import { getAlidnsDomains } from "@pulumi/alicloud/dns/getAlidnsDomains.js";
import { getAlidnsRecords } from "@pulumi/alicloud/dns/getAlidnsRecords.js";
import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { getRecords as getRoute53Records } from "@pulumi/aws/route53/getRecords.js";
import { getZone as getRoute53Zone } from "@pulumi/aws/route53/getZone.js";
import { Record as Route53Record } from "@pulumi/aws/route53/record.js";
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord.js";
import { getDnsRecords } from "@pulumi/cloudflare/getDnsRecords.js";
import { getZone as getCloudflareZone } from "@pulumi/cloudflare/getZone.js";
import { Provider as CloudflareProvider } from "@pulumi/cloudflare/provider.js";
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import type { CustomResource, CustomResourceOptions, ProviderResource } from "@pulumi/pulumi/resource.js";
import type { ZoneId } from "../cloud/cloud.ts";
import { type Listed, serverNames, type ZoneFacts } from "../cloud/listing.ts";
import type { CloudId } from "../spec/schema.ts";
import { withoutDot } from "../zone/name.ts";

type Args = Readonly<Record<string, unknown>>;

export interface CloudSdk {
  /** The provider argument that most users give an account by. */
  readonly credential: string;
  provider(name: string, args: Args): ProviderResource;
  record(name: string, args: Args, options: CustomResourceOptions): CustomResource;
  /**
   * The zone of that name (without the final dot); undefined where only its records can tell whether it is there.
   * Rejects when there is not exactly one.
   */
  zone(name: string, options: InvokeOptions): Promise<ZoneFacts | undefined>;
  /**
   * Everything that the zone holds, all pages, for `Listing.read`: on all resolution lines, what is disabled too.
   * Rejects when the zone is not there or may not be read.
   */
  records(zone: ZoneId, options: InvokeOptions): Promise<readonly Listed[]>;
}

/** Without `maxItems` the look-up cuts a zone at 1,000 records, and says nothing (@pulumi/cloudflare 6.22.1, measured). */
const ALL = 1_000_000;

/** https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/ (2026-11-21) */
const TTL = 60;
const ENTERPRISE_TTL = 30;

/** Both Route 53 and Alibaba Cloud DNS are global, but their providers want a region: the environment's, else a usual one. */
export const cloudSdks: Readonly<Record<CloudId, CloudSdk>> = {
  route53: {
    credential: "profile",
    provider: (name, args) =>
      new AwsProvider(name, { region: (process.env["AWS_REGION"] ?? "us-east-1") as "us-east-1", ...args }),
    record: (name, args, options) => new Route53Record(name, args as never, options),
    async zone(name, options) {
      const { zoneId, nameServers } = await getRoute53Zone({ name, privateZone: false }, options);
      return { id: zoneId, nameServers: serverNames(nameServers) };
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
    async zone(name, options) {
      const { id, nameServers, plan } = await getCloudflareZone({ filter: { name } }, options);
      const edition = plan?.legacyId;
      return {
        id,
        nameServers: serverNames(nameServers),
        ...(edition && { minTtl: edition === "enterprise" ? ENTERPRISE_TTL : TTL }),
      };
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
    async zone(name, options) {
      // Without `keyWord` it asks for every zone of the account; servers and floor come only with the details, which
      // broke the call for some editions (terraform-provider-alicloud v1.285.0, measured): the records tell the rest.
      const ask = { keyWord: name, enableDetails: true };
      const { domains } = await getAlidnsDomains(ask, options).catch(() => ({ domains: [] }));
      // in which form the service gives a name that is not ASCII is unverified
      const found = domains.find(({ domainName, punyCode }) => domainName === name || punyCode === name);
      return (
        found && {
          id: found.domainId,
          nameServers: serverNames(found.dnsServers),
          ...(found.minTtl > 0 && { minTtl: found.minTtl }),
        }
      );
    },
    async records({ name }, options) {
      // unless told otherwise it lists what is enabled on the default line; the empty line stands for all
      const ask = { domainName: withoutDot(name), line: "" };
      const lists = await Promise.all(
        ["ENABLE", "DISABLE"].map((status) => getAlidnsRecords({ ...ask, status }, options)),
      );
      return lists.flatMap(({ records }) => records as unknown as Listed[]);
    },
  },
};
