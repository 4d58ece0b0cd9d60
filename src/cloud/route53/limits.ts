/** What Amazon Route 53 can hold. */
import { RECORD_TYPES } from "../../zone/rdata.ts";
import { fact } from "../fact.ts";
import type { Limits } from "../limits.ts";

const recordTypes = fact(
  "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
  "2026-11-21",
);
const recordSetApi = fact(
  "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
  "2026-11-21",
);

export const limits: Limits = {
  ttl: { ...recordSetApi, min: 0, max: 2_147_483_647 },
  // 16 bits (RFC 1035 §3.3.9); the vendor documents no narrower range
  preference: { ...recordTypes, min: 0, max: 65_535 },
  // "The maximum length of a value in a TXT record is 4,000 characters"; terraform-provider-aws#14941
  txtOctets: { ...recordTypes, max: 4_000 },
  nullMx: { ...recordTypes, able: true },
  nullSrv: { ...recordTypes, able: true },
  types: { ...recordTypes, able: RECORD_TYPES },
  // refused as InvalidChangeBatch; Route 53 has alias records instead
  apexCname: { ...recordTypes, able: false },
};
