/**
 * The RAM policy for Alibaba Cloud DNS. The actions are those that the provider calls (terraform-provider-alicloud 1.285.0, read
 * 2026-11-21); the form of resources is that of https://www.alibabacloud.com/help/en/dns/ram-authorization (2025-12-15).
 */
import { withoutDot } from "../../zone/name.ts";
import type { Permissions, PublishedZone } from "../permissions.ts";

const RECORDS = [
  "AddDomainRecord",
  "UpdateDomainRecord",
  "DeleteDomainRecord",
  // called on every create
  "SetDomainRecordStatus",
  "DescribeDomainRecordInfo",
  "DescribeDomainRecords",
];

const allow = (Action: readonly string[], Resource: readonly string[]) => ({
  ...{ Effect: "Allow", Action: Action.map((action) => `alidns:${action}`), Resource },
});

export function permissions(zones: readonly PublishedZone[]): Permissions {
  const domains = zones.map(({ name }) => `acs:alidns:*:*:domain/${withoutDot(name)}`);
  const created = zones.some(({ isCreated }) => isCreated) ? ["AddDomain", "ListTagResources"] : [];
  return {
    document: {
      Version: "1",
      Statement: [
        allow(RECORDS, domains),
        allow(["DescribeDomains", "DescribeDomainInfo", ...created], ["*"]),
      ],
    },
    notes: [
      "a custom policy of a RAM user or role",
      "a domain that is bound to a paid instance also needs the resource acs:alidns:*:*:instance/INSTANCE",
    ],
  };
}
