/** What Pulumi has for each cloud: its provider, its record resource and the look-up of a zone's id. */
import { AlidnsRecord } from "@pulumi/alicloud/dns/alidnsRecord.js";
import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { getZone as getRoute53Zone } from "@pulumi/aws/route53/getZone.js";
import { Record as Route53Record } from "@pulumi/aws/route53/record.js";
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord.js";
import { getZone as getCloudflareZone } from "@pulumi/cloudflare/getZone.js";
import { Provider as CloudflareProvider } from "@pulumi/cloudflare/provider.js";
import type { InvokeOptions } from "@pulumi/pulumi/invoke.js";
import type { CustomResource, CustomResourceOptions, ProviderResource } from "@pulumi/pulumi/resource.js";
import type { CloudId } from "../spec/schema.ts";

type Args = Readonly<Record<string, unknown>>;

export interface CloudSdk {
  /** The provider argument that most users give an account by. */
  readonly credential: string;
  provider(name: string, args: Args): ProviderResource;
  record(name: string, args: Args, options: CustomResourceOptions): CustomResource;
  /**
   * The id of the zone of that name (without the final dot); absent where records are made by the zone's name.
   * Rejects when there is not exactly one.
   */
  readonly zoneId?: (name: string, options: InvokeOptions) => Promise<string>;
}

/** Both Route 53 and Alibaba Cloud DNS are global, but their providers want a region: the environment's, else a usual one. */
export const cloudSdks: Readonly<Record<CloudId, CloudSdk>> = {
  route53: {
    credential: "profile",
    provider: (name, args) =>
      new AwsProvider(name, { region: (process.env["AWS_REGION"] ?? "us-east-1") as "us-east-1", ...args }),
    record: (name, args, options) => new Route53Record(name, args as never, options),
    zoneId: async (name, options) => (await getRoute53Zone({ name, privateZone: false }, options)).zoneId,
  },
  cloudflare: {
    credential: "apiToken",
    provider: (name, args) => new CloudflareProvider(name, args),
    record: (name, args, options) => new DnsRecord(name, args as never, options),
    zoneId: async (name, options) => (await getCloudflareZone({ filter: { name } }, options)).id,
  },
  alidns: {
    credential: "accessKey",
    provider: (name, args) =>
      new AlicloudProvider(name, { region: process.env["ALICLOUD_REGION"] ?? "cn-hangzhou", ...args }),
    record: (name, args, options) => new AlidnsRecord(name, args as never, options),
  },
};
