/** What Alibaba Cloud DNS can hold. */
import { RECORD_TYPES } from "../../zone/rdata.ts";
import { fact } from "../fact.ts";
import type { Limits } from "../limits.ts";

/** Tested by its authors against the live service. */
const dnscontrol = fact(
  "https://github.com/StackExchange/dnscontrol/blob/main/providers/alidns/auditrecords.go",
  "2025-12-03",
);
const ttl = fact("https://www.alibabacloud.com/help/doc-detail/29806.htm", "2026-11-21");
const addRecord = fact("https://help.aliyun.com/document_detail/29772.html", "2026-11-21");
const recordTypes = fact("https://help.aliyun.com/zh/terraform/alicloud-dns-record", "2026-11-21");
/**
 * What public zones hold, by https://help.aliyun.com/en/dns/pubz-add-parsing-record (read 2026-11-21). PTR is only in
 * the list for private zones, and TLSA is in no list: both are unverified here.
 */
const TYPES = RECORD_TYPES.filter((type) => type !== "PTR" && type !== "TLSA");

const conflicts = fact("https://help.aliyun.com/en/dns/pubz-dns-record-conflict-rules", "2026-11-21");

export const limits: Limits = {
  // the minimum of Enterprise Ultimate; 60 in Standard, 600 in Free and Individual: only the cloud knows a zone's edition
  ttl: { ...ttl, min: 1, max: 86_400 },
  // the provider reads 0 as "not given" and fails in `up` (terraform-provider-alicloud v1.285.0, measured 2026-11-21)
  preference: { ...addRecord, min: 1, max: 50 },
  // 511 were accepted and 764 refused; nothing in between was tried
  txtOctets: { ...dnscontrol, max: 511 },
  refusedTexts: [
    { ...dnscontrol, pattern: /^$/, problem: "is empty, which Alibaba Cloud DNS refuses" },
    { ...dnscontrol, pattern: /"/, problem: "has quotation marks, which Alibaba Cloud DNS strips" },
    {
      ...dnscontrol,
      pattern: /^\s|\s$/,
      problem: "begins or ends with white space, which Alibaba Cloud DNS strips",
    },
    {
      ...recordTypes,
      pattern: /\p{Cs}/u,
      problem: "is not UTF-8, but values are sent to Alibaba Cloud DNS as text",
    },
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
};
