/** The plugin of each cloud. A process serves one alone, so the others are never loaded. */
import type { ProviderPlugin } from "../provider.ts";
import type { Cloud } from "./cloud-id.ts";

export const plugins: Readonly<Record<Cloud, () => Promise<ProviderPlugin>>> = {
  route53: async () => (await import("./route53/provider.ts")).route53,
  cloudflare: async () => (await import("./cloudflare/provider.ts")).cloudflare,
  alidns: async () => (await import("./alidns/provider.ts")).alidns,
};
