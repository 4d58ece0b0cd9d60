/** One explicit Pulumi provider for each cloud and account that the zones use. */
import { secret } from "@pulumi/pulumi/output.js";
import type { ProviderResource } from "@pulumi/pulumi/resource.js";
import type { Zone } from "../cloud/zone.ts";
import type { Finding } from "../diagnostic.ts";
import { cloudSdks } from "./cloud-sdk.ts";
import type { StackConfig } from "./stack-config.ts";

/** The config key of the account that a spec does not name. */
const DEFAULT_ACCOUNT = "default";

/** Logical name of the provider of a zone's records. */
export const providerName = (zone: Zone): string =>
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
        help: `pulumi config set --secret --path 'accounts.${cloud.id}.${account}.${cloudSdks[cloud.id].credential}' VALUE, or another argument of the provider in its place`,
        ...(place === undefined ? {} : { place }),
      } as const,
    ];
  });
}

/** The provider of a zone; the same for every zone of one cloud and account. */
export function openAccounts(config: StackConfig): (zone: Zone) => ProviderResource {
  const providers = new Map<string, ProviderResource>();
  return (zone) => {
    const name = providerName(zone);
    const known = providers.get(name);
    if (known !== undefined) return known;
    const given = config.accounts[zone.cloud.id][zone.account ?? DEFAULT_ACCOUNT] ?? {};
    // any of them may be a credential, and the state must not hold those in the clear
    const args = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, secret(value)]));
    const provider = cloudSdks[zone.cloud.id].provider(name, args);
    providers.set(name, provider);
    return provider;
  };
}
