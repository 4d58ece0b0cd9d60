/** Every cloud that mailzone supports: each has a folder and is listed here. */
import type { CloudId } from "../spec/cloud-id.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { alidns } from "./alidns/alidns.ts";
import type { Cloud } from "./cloud.ts";
import { cloudflare } from "./cloudflare/cloudflare.ts";
import { route53 } from "./route53/route53.ts";
import type { SigningPart, ZoneSigning } from "./zone-signing.ts";

const byId: Readonly<Record<CloudId, Cloud>> = { alidns, cloudflare, route53 };

/** By id, in alphabetical order. */
export const clouds: readonly Cloud[] = Object.values(byId);

export const cloudOf = (id: CloudId): Cloud => byId[id];

/** The cloud whose records have this Pulumi token. */
export const cloudOfRecord = (type: string | undefined): Cloud | undefined =>
  clouds.find(({ token }) => token === type);

/** The cloud whose zones have this Pulumi token. */
export const cloudOfZone = (type: string | undefined): Cloud | undefined =>
  clouds.find(({ zoneResource }) => zoneResource.token === type);

/** How a cloud signs zones; undefined if the stack cannot do it there. */
export const signingOf = ({ signing }: Cloud): ZoneSigning | undefined =>
  "parts" in signing ? signing : undefined;

/** The cloud whose signed zones have a resource with this Pulumi token. */
export const cloudOfSigning = (type: string | undefined): Cloud | undefined =>
  clouds.find((cloud) => signingOf(cloud)?.parts.some(({ token }) => token === type));

/** What signs zones as a resource with this Pulumi token. */
export const signingPart = (type: string): SigningPart | undefined =>
  clouds.flatMap((cloud) => signingOf(cloud)?.parts ?? []).find(({ token }) => token === type);

/** The Pulumi tokens of what a stack has of a zone itself, all under one logical name: the zone, and what signs it. */
export const zoneTokens = (cloud: Cloud): readonly string[] => [
  cloud.zoneResource.token,
  ...(signingOf(cloud)?.parts ?? []).map(({ token }) => token),
];

/** The cloud that serves texts with scripts of this Pulumi token. */
export const cloudOfScript = (type: string | undefined): Cloud | undefined =>
  clouds.find(({ worker }) => worker !== undefined && worker.scriptToken === type);

/** The cloud that serves texts with hostnames of this Pulumi token. */
export const cloudOfHostname = (type: string | undefined): Cloud | undefined =>
  clouds.find(({ worker }) => worker !== undefined && worker.hostnameToken === type);

/** The cloud that serves texts with resources of this Pulumi token: scripts, or hostnames that lead to them. */
export const cloudOfWorker = (type: string | undefined): Cloud | undefined =>
  cloudOfScript(type) ?? cloudOfHostname(type);

/** The cloud whose own name server this is; undefined for a server of any other host. */
export function cloudOfServer(server: Name): CloudId | undefined {
  const host = withoutDot(server).toLowerCase();
  return clouds.find(({ servers }) => servers.pattern.test(host))?.id;
}
