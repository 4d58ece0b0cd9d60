/** The SDK of each cloud. Each is an optional peer of mailzone: who publishes to one cloud installs one. */
import { createRequire } from "node:module";
import { sdkPackage } from "../../cloud/sdk-package.ts";
import type { Finding } from "../../finding.ts";
import type { Zone } from "../../plan/zone.ts";
import { ownPackage } from "../../source/own-package.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import { alidns } from "./alidns.ts";
import type { CloudSdk } from "./cloud-sdk.ts";
import { cloudflare } from "./cloudflare.ts";
import { route53 } from "./route53.ts";

export const cloudSdks: Readonly<Record<CloudId, CloudSdk>> = { route53, cloudflare, alidns };

/** The clouds of zones whose SDK is not installed, each once. */
export function missingSdks(
  zones: readonly Zone[],
  isInstalled: (name: string) => boolean = resolves,
): Finding[] {
  return [...Map.groupBy(zones, ({ cloud }) => cloud)].flatMap(([cloud, [first]]) => {
    const name = sdkPackage(cloud);
    if (isInstalled(name)) return [];
    const place = first?.domains[0]?.place;
    return [
      {
        code: "dns-sdk",
        severity: "error",
        message: `the package ${name} is not installed, so nothing can be published to ${cloud.title}`,
        help: `run ${installCommand(name)}`,
        ...(place && { place }),
      } as const,
    ];
  });
}

/** The command that installs an optional peer in a version that mailzone is made for. */
export const installCommand = (name: string): string =>
  `npm install '${name}@${ownPackage().peerDependencies[name]}'`;

const { resolve } = createRequire(import.meta.url);

function resolves(name: string): boolean {
  try {
    return Boolean(resolve(`${name}/package.json`));
  } catch {
    return false;
  }
}
