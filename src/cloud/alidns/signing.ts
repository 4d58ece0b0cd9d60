/** Alibaba Cloud DNS signs zones of its paid editions, but its provider has no resource for that (@pulumi/alicloud 3.108.0). */
import type { NoSigning } from "../zone-signing.ts";

export const noSigning: NoSigning = {
  source: "https://www.alibabacloud.com/help/en/dns/api-alidns-2015-01-09-setdomaindnssecstatus",
  verified: "2026-12-01",
  reason: "its Pulumi provider has no switch for that",
  way: "delete dnssec; in a paid edition, switch DNSSEC on in the console, which shows the DS record",
};
