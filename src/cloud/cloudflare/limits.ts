/** What Cloudflare DNS can hold. */
import { RECORD_TYPES } from "../../zone/rdata.ts";
import type { Fact } from "../fact.ts";
import type { Limits } from "../limits.ts";

const recordTypes: Fact = {
  source: "https://developers.cloudflare.com/dns/manage-dns-records/reference/dns-record-types/",
  verified: "2026-11-21",
};
const ttl: Fact = {
  source: "https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/",
  verified: "2026-11-21",
};
const plugin: Fact = {
  source: "terraform-provider-cloudflare v5.22.0 against an emulator of the API",
  verified: "2026-11-21",
};
const dnscontrol: Fact = {
  source: "https://github.com/StackExchange/dnscontrol/blob/main/providers/cloudflare/auditrecords.go",
  verified: "2022-06-18",
};
const flattening: Fact = {
  source: "https://developers.cloudflare.com/dns/cname-flattening/",
  verified: "2026-11-21",
};

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
