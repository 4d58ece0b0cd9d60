/** One explicit Pulumi provider for each cloud and account that the zones use. */
import { secret } from "@pulumi/pulumi/output.js";
import type { ProviderResource } from "@pulumi/pulumi/resource.js";
import type { Finding } from "../finding.ts";
import { providerName } from "../plan/provider-name.ts";
import type { Zone } from "../plan/zone.ts";
import { withoutDot } from "../zone/name.ts";
import { cloudSdks } from "./cloud-sdk.ts";
import { withoutSourcePositions } from "./sdk-debugging.ts";
import type { StackConfig } from "./stack-config.ts";

/** The config key of the account that a spec does not name. */
const DEFAULT_ACCOUNT = "default";

const givenFor = ({ cloud, account }: Zone, { accounts }: Pick<StackConfig, "accounts">) =>
  accounts[cloud.id][account ?? DEFAULT_ACCOUNT] ?? {};

/** The id of the account that a zone is made in, where its cloud wants one: the stack config's, else the environment's. */
export function accountIdOf(zone: Zone, config: Pick<StackConfig, "accounts">): string | undefined {
  const { account } = zone.cloud.zoneResource;
  const id = account && (givenFor(zone, config)[account.setting] ?? process.env[account.variable]);
  return id ? String(id) : undefined;
}

/** Zones that are to be made in an account of which the id is not known. */
export function missingAccountIds(zones: Iterable<Zone>, config: Pick<StackConfig, "accounts">): Finding[] {
  return [...zones].flatMap((zone) => {
    const { cloud, account: name = DEFAULT_ACCOUNT, create } = zone;
    const { account } = cloud.zoneResource;
    if (account === undefined || create === undefined || accountIdOf(zone, config) !== undefined) return [];
    return [
      {
        code: "dns-account-id",
        severity: "error",
        message: `${cloud.title} makes a zone in an account, and the id of the account for ${withoutDot(zone.name)} is not known, so the zone cannot be created`,
        help: `pulumi config set --path 'accounts.${cloud.id}.${name}.${account.setting}' ID, or set the variable ${account.variable}; ${cloud.title} shows the id on the overview page of the account`,
        domain: withoutDot(create.domain),
        place: create.place,
      } as const,
    ];
  });
}

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
    // the provider has no argument for the account that zones are made in
    const { [zone.cloud.zoneResource.account?.setting ?? ""]: _, ...given } = givenFor(zone, config);
    // any of them may be a credential, and the state must not hold those in the clear
    const args = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, secret(value)]));
    const provider = withoutSourcePositions(() => cloudSdks[zone.cloud.id].provider(name, args));
    providers.set(name, provider);
    return provider;
  };
}
