import { servePlugin } from "./plugin.ts";
import type { ProviderPlugin } from "./provider.ts";

/** What a plugin wrapper runs: `plugin-main <package> <engine address>`. Loads only the one stand-in it serves. */
const standIns: Record<string, () => Promise<ProviderPlugin>> = {
  aws: async () => (await import("./clouds/route53/provider.ts")).route53,
  cloudflare: async () => (await import("./clouds/cloudflare/provider.ts")).cloudflare,
  alicloud: async () => (await import("./clouds/alidns/provider.ts")).alidns,
};

const load = standIns[process.argv[2] ?? ""];
if (!load) throw new Error(`no stand-in for the package ${process.argv[2]}`);
await servePlugin(await load());
