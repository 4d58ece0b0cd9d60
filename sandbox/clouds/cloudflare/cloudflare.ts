/** Cloudflare as the sandbox has it. */
import { HEXADECIMAL, type StandIn } from "../stand-in.ts";
import { published } from "./published.ts";
import type { CloudflareRecord, CloudflareSettings } from "./record.ts";

/** A free zone holds too few records for some stacks (docs/facts/cloudflare.md, zones). */
const PRO: CloudflareSettings = {
  nameServers: ["ada.sandbox.invalid", "bob.sandbox.invalid"],
  plan: "pro",
  recordQuota: 3500,
  minTtl: 60,
};

export const cloudflare: StandIn = {
  package: "cloudflare",
  zoneId: { prefix: "", alphabet: HEXADECIMAL, length: 32 },
  newZone: PRO,
  publish: (zone, { owner, body }) => published(body as CloudflareRecord, owner === zone.name),
  start: { minimum: 1800, rname: "dns.cloudflare.com" },
  credentials: {
    CLOUDFLARE_API_TOKEN: "sandbox",
    CLOUDFLARE_ACCOUNT_ID: "sandbox",
    CLOUDFLARE_API_KEY: "",
    CLOUDFLARE_EMAIL: "",
  },
};
