/** One explicit Pulumi provider for each cloud and account that the zones use. */
import { secret } from "@pulumi/pulumi/output.js";
import type { ProviderResource } from "@pulumi/pulumi/resource.js";
import { shellWord } from "../../tools/shell-word.mjs";
import type { Finding } from "../finding.ts";
import { providerName } from "../plan/provider-name.ts";
import type { Zone } from "../plan/zone.ts";
import type { StackConfig } from "../spec/stack-config.ts";
import { withoutDot } from "../zone/name.ts";
import { cloudSdks } from "./cloud-sdk/cloud-sdks.ts";
import { withoutSourcePositions } from "./sdk-debugging.ts";

/** The config key of the account for specs that name none. */
const DEFAULT_ACCOUNT = "default";

const givenFor = ({ cloud, account }: Zone, { accounts }: Pick<StackConfig, "accounts">) =>
  accounts[cloud.id][account ?? DEFAULT_ACCOUNT] ?? {};

/** The id of the account that a zone is created in, if its cloud needs one: from the stack config, else the environment. */
export function accountIdOf(zone: Zone, config: Pick<StackConfig, "accounts">): string | undefined {
  const { account } = zone.cloud.zoneResource;
  const id = account && (givenFor(zone, config)[account.setting] ?? process.env[account.variable]);
  return id ? String(id) : undefined;
}

/** Zones to be created in an account whose id is unknown. */
export function missingAccountIds(zones: Iterable<Zone>, config: Pick<StackConfig, "accounts">): Finding[] {
  return [...zones].flatMap((zone) => {
    const { cloud, account: name = DEFAULT_ACCOUNT, create } = zone;
    const { account } = cloud.zoneResource;
    if (account === undefined || create === undefined || accountIdOf(zone, config) !== undefined) return [];
    return [
      {
        code: "dns-account-id",
        severity: "error",
        message: `${cloud.title} creates zones in an account, and the account id for ${withoutDot(zone.name)} is missing, so the zone cannot be created`,
        help: `run pulumi config set --path ${shellWord(`accounts.${cloud.id}.${name}.${account.setting}`)} ID, or set the environment variable ${account.variable}; ${cloud.title} shows the id on the account's overview page`,
        domain: withoutDot(create.domain),
        place: create.place,
      } as const,
    ];
  });
}

/** Accounts that specs name but the stack's config does not have. */
export function unknownAccounts(zones: readonly Zone[], config: StackConfig): Finding[] {
  return zones.flatMap(({ account, cloud, domains }) => {
    if (account === undefined || Object.hasOwn(config.accounts[cloud.id], account)) return [];
    const place = domains[0]?.place;
    return [
      {
        code: "dns-account",
        severity: "error",
        message: `the stack's config has no ${cloud.id} account ${account}, so the credentials to publish with are unknown`,
        help: `run pulumi config set --secret --path ${shellWord(`accounts.${cloud.id}.${account}.${cloudSdks[cloud.id].credential}`)} VALUE, or set another argument of the provider instead`,
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
    // the provider has no argument for the account that zones are created in
    const { [zone.cloud.zoneResource.account?.setting ?? ""]: _, ...given } = givenFor(zone, config);
    // any of them may be a credential, which the state must not hold in plain text
    const args = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, secret(value)]));
    const provider = withoutSourcePositions(() => cloudSdks[zone.cloud.id].provider(name, args));
    providers.set(name, provider);
    return provider;
  };
}
