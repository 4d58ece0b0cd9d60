/** Every cloud that the sandbox stands in for: one folder each, listed here and nowhere else. */
import { alidns } from "./alidns/alidns.ts";
import { cloudflare } from "./cloudflare/cloudflare.ts";
import { route53 } from "./route53/route53.ts";
import type { StandIn } from "./stand-in.ts";

const byId = { route53, cloudflare, alidns } satisfies Readonly<Record<string, StandIn>>;

/** The id of a cloud, as specs have it. */
export type Cloud = keyof typeof byId;

/** In the order in which people read of them. */
export const clouds = Object.keys(byId) as readonly Cloud[];

export const standInOf = (cloud: Cloud): StandIn => byId[cloud];
