/** Alibaba Cloud DNS as the sandbox has it. */
import { HEXADECIMAL, type StandIn } from "../stand-in.ts";
import { published } from "./published.ts";
import type { AlidnsRecord, AlidnsSettings } from "./record.ts";

/** The edition with the highest TTL floor (docs/facts/alidns.md, zones). */
const FREE: AlidnsSettings = {
  nameServers: ["dns1.sandbox.invalid", "dns2.sandbox.invalid"],
  versionCode: "mianfei",
  minTtl: 600,
};

export const alidns: StandIn = {
  package: "alicloud",
  zoneId: { prefix: "", alphabet: HEXADECIMAL, length: 32 },
  newZone: FREE,
  publish: (_zone, { body }) => published(body as AlidnsRecord),
  start: { minimum: 600, rname: "hostmaster.hichina.com" },
  // "emails may be lost or arrive intermittently", says its documentation of a CNAME there (docs/facts/alidns.md, service)
  answersBesideApexCname: true,
  credentials: {
    ALICLOUD_ACCESS_KEY: "sandbox",
    ALICLOUD_SECRET_KEY: "sandbox",
    ALICLOUD_SECURITY_TOKEN: "",
    ALICLOUD_PROFILE: "",
    ALICLOUD_REGION: "cn-hangzhou",
  },
};
