/** Alibaba Cloud DNS: one resource is one value, on the default resolution line. */
import { absolute, ownerName, relativeName, withoutDot } from "../../zone/name.ts";
import { printRdata, type Rdata, RECORD_TYPES } from "../../zone/rdata.ts";
import type { Cloud, Fact, ResourceArgs } from "../cloud.ts";
import { raised, readRdata } from "../raise.ts";
import { nameValues } from "../resource-name.ts";
import { alidnsListing } from "./listing.ts";
import { alidnsZone } from "./zone.ts";

/** Tried by its authors against the live service. */
const dnscontrol: Fact = {
  source: "https://github.com/StackExchange/dnscontrol/blob/main/providers/alidns/auditrecords.go",
  verified: "2025-12-03",
};
const ttl: Fact = {
  source: "https://www.alibabacloud.com/help/doc-detail/29806.htm",
  verified: "2026-11-21",
};
const addRecord: Fact = {
  source: "https://help.aliyun.com/document_detail/29772.html",
  verified: "2026-11-21",
};
const recordTypes: Fact = {
  source: "https://help.aliyun.com/zh/terraform/alicloud-dns-record",
  verified: "2026-11-21",
};
/**
 * What public zones hold, by https://help.aliyun.com/en/dns/pubz-add-parsing-record (read 2026-11-21). PTR is in the
 * list of private zones alone, and no list has TLSA: both are unverified here.
 */
const TYPES = RECORD_TYPES.filter((type) => type !== "PTR" && type !== "TLSA");

const conflicts: Fact = {
  source: "https://help.aliyun.com/en/dns/pubz-dns-record-conflict-rules",
  verified: "2026-11-21",
};

export const alidns: Cloud = {
  id: "alidns",
  title: "Alibaba Cloud DNS",
  token: "alicloud:dns/alidnsRecord:AlidnsRecord",
  unit: "value",
  ownerArgument: "rr",
  zoneArgument: undefined,
  limits: {
    // the floor of Enterprise Ultimate; 60 in Standard, 600 in Free and Individual: which one a zone is, only the cloud can tell
    ttl: { ...ttl, min: 1, max: 86_400 },
    // the provider takes 0 for "not given" and fails in `up` (terraform-provider-alicloud v1.285.0, measured 2026-11-21)
    preference: { ...addRecord, min: 1, max: 50 },
    // 511 were accepted and 764 refused; nothing between was tried
    txtOctets: { ...dnscontrol, max: 511 },
    refusedTexts: [
      { ...dnscontrol, pattern: /^$/, problem: "is empty, which Alibaba Cloud DNS refuses" },
      { ...dnscontrol, pattern: /"/, problem: "has quotation marks, which Alibaba Cloud DNS strips" },
      {
        ...dnscontrol,
        pattern: /\s$/,
        problem: "ends with a blank, which Alibaba Cloud DNS strips",
      },
      { ...recordTypes, pattern: /\p{Cs}/u, problem: "is not UTF-8, and its value is sent as text" },
      {
        ...dnscontrol,
        pattern: /(?<!\\)(?:\\\\)*\\(?!\\)/,
        problem: "has an odd number of backslashes in a row, which Alibaba Cloud DNS mishandles",
      },
    ],
    nullMx: { ...dnscontrol, able: false },
    nullSrv: { ...dnscontrol, able: false },
    types: { ...recordTypes, able: TYPES },
    // stored, but answered as a CNAME, and then mail may be lost
    apexCname: { ...conflicts, able: false },
    // ASCII, and the ideographs U+3400-4DBF and U+4E00-9FFF
    nameCharacters: { ...dnscontrol, pattern: /^[!-~\u3400-\u4dbf\u4e00-\u9fff]*$/ },
  },
  lower: (rrset, zone) =>
    nameValues(rrset, zone.name).map(({ name, data }) => ({
      name,
      args: {
        // Must have the form that the service returns, or the record is replaced for ever (measured 2026-11-21).
        // Unverified: whether it returns A-labels for an IDN zone.
        domainName: withoutDot(zone.name),
        rr: relativeName(rrset.name, zone.name),
        type: rrset.type,
        ttl: rrset.ttl,
        ...valueArgs(data),
      },
    })),
  raise({ domainName, rr, type, ttl, value, priority }) {
    const name =
      typeof rr === "string" && typeof domainName === "string"
        ? ownerName(rr, absolute(domainName))
        : undefined;
    return raised(name, ttl, [readRdata(type, type === "MX" ? `${priority} ${value}` : value)]);
  },
  listing: alidnsListing,
  zoneResource: alidnsZone,
};

/**
 * The arguments that hold a value. The provider sends them as they are and compares byte for byte, so they are
 * what the service stores: hosts in lower case without a final dot, TXT unquoted and in one piece
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
