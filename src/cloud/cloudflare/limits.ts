/** What Cloudflare DNS can hold. */
import { RECORD_TYPES } from "../../zone/rdata.ts";
import { fact } from "../fact.ts";
import type { Limits } from "../limits.ts";

const recordTypes = fact(
  "https://developers.cloudflare.com/dns/manage-dns-records/reference/dns-record-types/",
  "2026-11-21",
);
const ttl = fact("https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/", "2026-11-21");
const plugin = fact("terraform-provider-cloudflare v5.22.0 against an emulator of the API", "2026-11-21");
const dnscontrol = fact(
  "https://github.com/StackExchange/dnscontrol/blob/main/providers/cloudflare/auditrecords.go",
  "2022-06-18",
);
const flattening = fact("https://developers.cloudflare.com/dns/cname-flattening/", "2026-11-21");

export const limits: Limits = {
  // 30 is for Enterprise zones, 60 for the rest: only the cloud knows a zone's plan
  ttl: { ...ttl, min: 30, max: 86_400, automatic: 1 },
  preference: { ...plugin, min: 0, max: 65_535 },
  // "a maximum wire format size of 4,096 bytes": 4,080 octets and the length octets of their 16 strings
  txtOctets: { ...recordTypes, max: 4_080 },
  // "their combined content length must not exceed 8,192 characters"
  txtRRsetOctets: { ...recordTypes, max: 8_192 },
  refusedTexts: [{ ...dnscontrol, pattern: /^$/, problem: "is empty, which Cloudflare refuses" }],
  nullMx: { ...plugin, able: true },
  nullSrv: {
    source:
      "https://github.com/StackExchange/dnscontrol/blob/main/providers/cloudflare/cloudflareProvider.go",
    verified: "2026-11-21",
    able: true,
  },
  types: { ...recordTypes, able: RECORD_TYPES },
  apexCname: { ...flattening, able: true },
};
