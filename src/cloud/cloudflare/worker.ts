/** Cloudflare Workers that serve a text, as `cloudflare.WorkersScript` and `WorkersCustomDomain` have them (@pulumi/cloudflare 6.22.1). */
import { createHash } from "node:crypto";
import { type Name, withoutDot } from "../../zone/name.ts";
import { fact } from "../fact.ts";
import type { WorkerResource } from "../worker.ts";
import { textInScript, workerScript } from "./worker-script.ts";

export const worker: WorkerResource = {
  scriptToken: "cloudflare:index/workersScript:WorkersScript",
  hostnameToken: "cloudflare:index/workersCustomDomain:WorkersCustomDomain",
  most: {
    ...fact("https://developers.cloudflare.com/workers/platform/limits/", "2026-12-01"),
    free: 100,
    paid: 500,
  },
  scriptArgs: (served) => ({
    accountId: null,
    scriptName: scriptName(served.host),
    content: workerScript(served),
    mainModule: "worker.js",
    // the behaviour of the runtime that the script was tested with; a later date would change every script
    compatibilityDate: "2026-11-01",
  }),
  textIn: ({ content }) => (typeof content === "string" ? textInScript(content) : undefined),
  hostnameArgs: ({ host }, { id }) => ({
    accountId: null,
    zoneId: id,
    hostname: withoutDot(host),
    service: scriptName(host),
  }),
};

/** A label of DNS, which a script's name is in the addresses below workers.dev. */
const MOST = 63;
const DIGEST = 8;

/** Of one host alone: scripts of all stacks share an account, and `a-b.example` and `a.b.example` look alike without dots. */
function scriptName(host: Name): string {
  const digest = createHash("sha256").update(host).digest("hex").slice(0, DIGEST);
  const readable = withoutDot(host)
    .replace(/[^a-z0-9]/g, "-")
    .slice(0, MOST - DIGEST - 1);
  return `${readable}-${digest}`;
}
