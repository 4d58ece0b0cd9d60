/** What the sandbox knows of each cloud, without its plugin. */
import { alidns } from "./alidns/alidns.ts";
import type { Cloud } from "./cloud-id.ts";
import { cloudflare } from "./cloudflare/cloudflare.ts";
import { route53 } from "./route53/route53.ts";
import type { StandIn } from "./stand-in.ts";

const byId: Readonly<Record<Cloud, StandIn>> = { route53, cloudflare, alidns };

export const standInOf = (cloud: Cloud): StandIn => byId[cloud];
