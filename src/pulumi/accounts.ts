/** One explicit Pulumi provider for each cloud and account that the zones use. */
import { Provider as AlicloudProvider } from "@pulumi/alicloud/provider.js";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Provider as CloudflareProvider } from "@pulumi/cloudflare/provider.js";
import { secret } from "@pulumi/pulumi/output.js";
import type { ProviderResource } from "@pulumi/pulumi/resource.js";
import type { Zone } from "../cloud/zone.ts";
import type { Finding } from "../diagnostic.ts";
import type { CloudId } from "../spec/schema.ts";
import type { StackConfig } from "./stack-config.ts";

type Args = Record<string, unknown>;

/**
 * How each cloud's provider is made. Both DNS services are global, but their providers want a region:
 * the environment's, else the one that vendors' examples use.
 */
const MAKERS: Record<CloudId, (name: string, args: Args) => ProviderResource> = {
  route53: (name, args) =>
    new AwsProvider(name, { region: (process.env["AWS_REGION"] ?? "us-east-1") as "us-east-1", ...args }),
  cloudflare: (name, args) => new CloudflareProvider(name, args),
  alidns: (name, args) =>
    new AlicloudProvider(name, { region: process.env["ALICLOUD_REGION"] ?? "cn-hangzhou", ...args }),
};

/** The config key of the account that a spec does not name. */
const DEFAULT_ACCOUNT = "default";

const keyOf = (zone: Zone): string =>
  `${zone.cloud.id}${zone.account === undefined ? "" : `:${zone.account}`}`;

/** Accounts that specs name and the stack's config does not have. */
export function unknownAccounts(zones: readonly Zone[], config: StackConfig): Finding[] {
  return zones.flatMap(({ account, cloud, domains }) => {
    if (account === undefined || Object.hasOwn(config.accounts[cloud.id], account)) return [];
    const place = domains[0]?.place;
    return [
      {
        code: "dns-account",
        severity: "error",
        message: `the stack's config has no ${cloud.id} account ${account}, so it is not known with which credentials to publish`,
        help: `pulumi config set --secret --path 'accounts.${cloud.id}.${account}.KEY' VALUE`,
        ...(place === undefined ? {} : { place }),
      } as const,
    ];
  });
}

/** The provider of a zone; the same for every zone of one cloud and account. */
export function openAccounts(config: StackConfig): (zone: Zone) => ProviderResource {
  const providers = new Map<string, ProviderResource>();
  return (zone) => {
    const name = keyOf(zone);
    const known = providers.get(name);
    if (known !== undefined) return known;
    const given = config.accounts[zone.cloud.id][zone.account ?? DEFAULT_ACCOUNT] ?? {};
    // any of them may be a credential, and the state must not hold those in the clear
    const args = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, secret(value)]));
    const provider = MAKERS[zone.cloud.id](name, args);
    providers.set(name, provider);
    return provider;
  };
}
