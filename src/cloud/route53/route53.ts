/** Amazon Route 53: one resource is a whole RRset. */
import type { Cloud } from "../cloud.ts";
import { fact } from "../fact.ts";
import { limits } from "./limits.ts";
import { listing } from "./listing.ts";
import { permissions } from "./permissions.ts";
import { lower, raise } from "./records.ts";
import { servers } from "./servers.ts";
import { signing } from "./signing.ts";
import { zoneResource } from "./zone.ts";

export const route53: Cloud = {
  id: "route53",
  title: "Amazon Route 53",
  aliases: ["AWS", "Amazon", "Amazon Web Services", "亚马逊", "亚马逊云"],
  token: "aws:route53/record:Record",
  unit: "rrset",
  ownerArgument: "name",
  zoneArgument: "zoneId",
  limits,
  // DELETE and CREATE in one batch, which the service applies as a whole
  typeChange: {
    ...fact("terraform-provider-aws, internal/service/route53/record.go, resourceRecordUpdate", "2026-11-21"),
    able: true,
  },
  lower,
  raise,
  listing,
  zoneResource,
  signing,
  servers,
  permissions,
};
