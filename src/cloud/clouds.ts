/** Every cloud that mailzone supports: each has a folder and is listed here. */
import type { CloudId } from "../spec/cloud-id.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { alidns } from "./alidns/alidns.ts";
import type { Cloud } from "./cloud.ts";
import { cloudflare } from "./cloudflare/cloudflare.ts";
import { route53 } from "./route53/route53.ts";

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

/** The cloud whose own name server this is; undefined for a server of any other host. */
export function cloudOfServer(server: Name): CloudId | undefined {
  const host = withoutDot(server).toLowerCase();
  return clouds.find(({ servers }) => servers.pattern.test(host))?.id;
}
