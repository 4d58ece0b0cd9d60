/** Alibaba Cloud DNS: one resource is one value, on the default resolution line. */
import type { Cloud } from "../cloud.ts";
import { fact } from "../fact.ts";
import { limits } from "./limits.ts";
import { listing } from "./listing.ts";
import { permissions } from "./permissions.ts";
import { lower, raise } from "./records.ts";
import { servers } from "./servers.ts";
import { noSigning } from "./signing.ts";
import { zoneResource } from "./zone.ts";

export const alidns: Cloud = {
  id: "alidns",
  title: "Alibaba Cloud DNS",
  aliases: [
    "Aliyun",
    "Alibaba",
    "Alibaba Cloud",
    "Ali DNS",
    "阿里云",
    "阿里云解析",
    "阿里云 DNS",
    "万网",
    "HiChina",
  ],
  token: "alicloud:dns/alidnsRecord:AlidnsRecord",
  unit: "value",
  ownerArgument: "rr",
  zoneArgument: undefined,
  limits,
  // one UpdateDomainRecord
  typeChange: {
    ...fact("terraform-provider-alicloud, resource_alicloud_alidns_record.go", "2026-11-29"),
    able: true,
  },
  lower,
  raise,
  listing,
  zoneResource,
  signing: noSigning,
  servers,
  permissions,
};
