/** One explicit Pulumi provider for each cloud and account that the zones use. */
import { secret } from "@pulumi/pulumi/output.js";
import type { ProviderResource } from "@pulumi/pulumi/resource.js";
import { shellWord } from "../../tools/shell-word.mjs";
import { signingOf } from "../cloud/clouds.ts";
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

/** The id of the account that a zone is created in, if its cloud needs one: from the stack config, if any, else the environment. */
export function accountIdOf(zone: Zone, config?: Pick<StackConfig, "accounts">): string | undefined {
  const { account } = zone.cloud.zoneResource;
  const given = config && givenFor(zone, config);
  const id = account && (given?.[account.setting] ?? process.env[account.variable]);
  return id ? String(id) : undefined;
}

/** Zones to be created in an account whose id is unknown. */
export function missingAccountIds(zones: Iterable<Zone>, config: Pick<StackConfig, "accounts">): Finding[] {
  return [...zones].flatMap((zone) => {
    const { cloud, create } = zone;
    const { account } = cloud.zoneResource;
    if (account === undefined || create === undefined || accountIdOf(zone, config) !== undefined) return [];
    return [
      {
        code: "dns-account-id",
        severity: "error",
        message: `${cloud.title} creates zones in an account, and the account id for ${withoutDot(zone.name)} is missing, so the zone cannot be created`,
        help: accountIdSetting(zone),
        domain: withoutDot(create.domain),
        place: create.place,
      } as const,
    ];
  });
}

/** The user's key that signs a zone, from the stack config; undefined if its cloud needs none, or it is missing. */
export function signingKeyOf(zone: Zone, config: Pick<StackConfig, "accounts">): string | undefined {
  const key = givenFor(zone, config)[signingOf(zone.cloud)?.key?.setting ?? ""];
  return typeof key === "string" ? key : undefined;
}

/** Zones to be signed with a key that is missing, or cannot be one. */
export function unusableSigningKeys(
  zones: readonly Zone[],
  config: Pick<StackConfig, "accounts">,
): Finding[] {
  return zones.flatMap((zone) => {
    const { cloud, account: name = DEFAULT_ACCOUNT, dnssec, domains } = zone;
    const key = signingOf(cloud)?.key;
    if (key === undefined || dnssec?.is !== "on") return [];
    const given = givenFor(zone, config)[key.setting];
    if (typeof given === "string" && key.pattern.test(given)) return [];
    const setting = `accounts.${cloud.id}.${name}.${key.setting}`;
    const what =
      given === undefined
        ? `and ${setting} in the stack's config is missing`
        : `and ${setting} in the stack's config is not ${key.words}`;
    const domain = domains[0]?.domain.spec.domain;
    return [
      {
        code: "dns-signing-key",
        severity: "error",
        message: `${cloud.title} signs zones with a key of yours, ${what}, so ${withoutDot(zone.name)} cannot be signed`,
        help: `run pulumi config set --path ${shellWord(setting)} KEY with ${key.words}; ${key.way}`,
        ...(domain !== undefined && { domain: withoutDot(domain) }),
        place: dnssec.place,
      } as const,
    ];
  });
}

/** How the id of a zone's account is given. */
export function accountIdSetting({ cloud, account: name = DEFAULT_ACCOUNT }: Zone): string {
  const { setting = "", variable = "" } = cloud.zoneResource.account ?? {};
  return `run pulumi config set --path ${shellWord(`accounts.${cloud.id}.${name}.${setting}`)} ID, or set the environment variable ${variable}; ${cloud.title} shows the id on the account's overview page`;
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
    // the provider has no argument for the account that zones are created in, nor for the key that signs them
    const own = [zone.cloud.zoneResource.account?.setting, signingOf(zone.cloud)?.key?.setting];
    const given = Object.entries(givenFor(zone, config)).filter(([key]) => !own.includes(key));
    // any of them may be a credential, which the state must not hold in plain text
    const args = Object.fromEntries(given.map(([key, value]) => [key, secret(value)]));
    const provider = withoutSourcePositions(() => cloudSdks[zone.cloud.id].provider(name, args));
    providers.set(name, provider);
    return provider;
  };
}
