/** Every cloud mailzone knows: one file each, listed here. */
import type { CloudId } from "../spec/schema.ts";
import { alidns } from "./alidns.ts";
import type { Cloud } from "./cloud.ts";
import { cloudflare } from "./cloudflare.ts";
import { route53 } from "./route53.ts";

const byId: Readonly<Record<CloudId, Cloud>> = { alidns, cloudflare, route53 };

/** By id, in alphabetical order. */
export const clouds: readonly Cloud[] = Object.values(byId);

export const cloudOf = (id: CloudId): Cloud => byId[id];
