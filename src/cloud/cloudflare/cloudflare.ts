/** Cloudflare DNS: one resource is one value. */
import type { Cloud } from "../cloud.ts";
import { fact } from "../fact.ts";
import { limits } from "./limits.ts";
import { listing } from "./listing.ts";
import { permissions } from "./permissions.ts";
import { kept, lower, raise } from "./records.ts";
import { servers } from "./servers.ts";
import { signing } from "./signing.ts";
import { worker } from "./worker.ts";
import { zoneResource } from "./zone.ts";

export const cloudflare: Cloud = {
  id: "cloudflare",
  title: "Cloudflare",
  aliases: ["CF"],
  token: "cloudflare:index/dnsRecord:DnsRecord",
  unit: "value",
  ownerArgument: "name",
  zoneArgument: "zoneId",
  limits,
  typeChange: {
    ...fact("terraform-provider-cloudflare v5.22.0 against an emulator of the API", "2026-11-21"),
    able: false,
  },
  lower,
  raise,
  kept,
  listing,
  zoneResource,
  signing,
  worker,
  servers,
  permissions,
};
