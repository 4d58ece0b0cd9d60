/** Records of Alibaba Cloud DNS as Pulumi resources, and back. */
import { absolute, ownerName, relativeName, withoutDot } from "../../zone/name.ts";
import { printRdata, type Rdata } from "../../zone/rdata.ts";
import type { RRset } from "../../zone/rrset.ts";
import { type Raised, raised, readRdata } from "../raise.ts";
import type { LoweredRecord, ResourceArgs, ZoneId } from "../resource.ts";
import { nameValues } from "../resource-name.ts";

export const lower = (rrset: RRset, zone: ZoneId): readonly LoweredRecord[] =>
  nameValues(rrset, zone.name).map(({ name, data }) => ({
    name,
    args: {
      // must have the form that the service returns, or the record is replaced at every update (measured 2026-11-21);
      // unverified: whether it returns A-labels for an IDN zone
      domainName: withoutDot(zone.name),
      rr: relativeName(rrset.name, zone.name),
      type: rrset.type,
      ttl: rrset.ttl,
      // absent, they would keep what a refresh has read: a record that somebody disabled would stay so
      // (docs/facts/alidns.md, provider)
      line: "default",
      status: "ENABLE",
      ...valueArgs(data),
    },
  }));

export function raise({ domainName, rr, type, ttl, value, priority }: ResourceArgs): Raised | undefined {
  const name =
    typeof rr === "string" && typeof domainName === "string"
      ? ownerName(rr, absolute(domainName))
      : undefined;
  return raised(name, ttl, [readRdata(type, type === "MX" ? `${priority} ${value}` : value)]);
}

/**
 * The arguments that hold a value. The provider sends them as they are and compares byte for byte, so they must be what
 * the service stores: hosts in lower case without a final dot, TXT unquoted and in one piece
 * (terraform-provider-alicloud v1.285.0, measured 2026-11-21).
 */
function valueArgs(data: Rdata): ResourceArgs {
  switch (data.type) {
    case "A":
    case "AAAA":
      return { value: data.address };
    case "CNAME":
    case "NS":
    case "PTR":
      return { value: withoutDot(data.target) };
    case "MX":
      return { value: withoutDot(data.exchange), priority: data.preference };
    case "SRV":
      return { value: `${data.priority} ${data.weight} ${data.port} ${withoutDot(data.target)}` };
    case "CAA":
      return { value: `${data.flags} ${data.tag} "${data.value}"` };
    case "TLSA":
      return { value: printRdata(data) };
    case "TXT":
      return { value: data.text };
  }
}
