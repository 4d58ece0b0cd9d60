/** A DNS host of which nothing is known: for zones that are read from a file and have other name servers than the clouds'. */
import { RECORD_TYPES } from "../zone/rdata.ts";
import type { Cloud } from "./cloud.ts";
import { fact } from "./fact.ts";
import { route53 } from "./route53/route53.ts";

const standard = fact("RFC 1035, RFC 2181 §8", "2026-11-29");

/** Only checks see it, which ask for limits and title: nothing is ever published there. */
export const anyHost: Cloud = {
  ...route53,
  title: "the DNS host",
  unit: "value",
  limits: {
    ttl: { ...standard, min: 0, max: 2_147_483_647 },
    preference: { ...standard, min: 0, max: 65_535 },
    txtOctets: { ...standard, max: 65_535 },
    nullMx: { ...fact("RFC 7505 §3", "2026-11-29"), able: true },
    nullSrv: { ...fact("RFC 2782", "2026-11-29"), able: true },
    types: { ...standard, able: RECORD_TYPES },
    apexCname: { ...fact("RFC 1034 §3.6.2", "2026-11-29"), able: false },
  },
};
