/** The records of an Alibaba Cloud DNS zone, as `alicloud.dns.getAlidnsRecords` lists them (@pulumi/alicloud 3.108.0). */
import { ownerName, withoutDot } from "../../zone/name.ts";
import type { Listing } from "../listing.ts";

interface ListedRecord {
  readonly recordId: string;
  readonly rr: string;
  readonly type: string;
  readonly value: string;
  readonly ttl: number;
  readonly priority?: number;
  readonly line?: string;
  readonly status?: string;
  readonly locked?: boolean;
}

export const listing: Listing = {
  rate: {
    // DescribeDomainRecords, per account
    source: "https://help.aliyun.com/zh/dns/api-alidns-2015-01-09-describedomainrecords",
    verified: "2026-11-21",
    calls: 100,
    seconds: 1,
    // the enabled records, and the disabled ones
    lists: 2,
    // what the provider asks for (terraform-provider-alicloud v1.285.0, measured)
    pageSize: 50,
    lastPage: "short",
    atOnce: 4,
    // the provider does not retry look-ups, only records (terraform-provider-alicloud v1.285.0, measured)
    throttled: /Throttling|ServiceUnavailable/,
  },
  read(listed, zone) {
    const record = listed as unknown as ListedRecord;
    const { recordId, rr, type, ttl, line, status, locked } = record;
    return {
      id: recordId,
      importId: recordId,
      name: ownerName(rr, zone.name),
      type,
      ttl,
      values: [
        {
          text: textOf(record),
          args: { ...listed, domainName: withoutDot(zone.name) },
        },
      ],
      ...(line !== undefined && line !== "default" && { line }),
      ...(status?.toUpperCase() === "DISABLE" && { disabled: true }),
      ...(locked === true && { locked }),
    };
  },
  texts: (args) => [textOf(args as unknown as ListedRecord)],
  idOf: ({ id }) => String(id),
};

const textOf = ({ type, value, priority }: Pick<ListedRecord, "type" | "value" | "priority">): string =>
  type === "MX" ? `${priority ?? 0} ${value}` : value;
