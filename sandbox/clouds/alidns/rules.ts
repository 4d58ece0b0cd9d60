/** What Alibaba Cloud DNS refuses, and the record that it makes of a request; pure (docs/facts/alidns.md, service). */
import { isIPv4, isIPv6 } from "node:net";
import { canonicalName } from "../../names.ts";
import { ServiceError } from "../../service.ts";
import type { StoredRecord } from "../../store.ts";
import { type AlidnsRecord, type AlidnsRequest, type AlidnsZone, HOST_TYPES } from "./record.ts";

type Stored = StoredRecord<AlidnsRecord>;

const TYPES = "A AAAA CAA CNAME FORWARD_URL MX NS REDIRECT_URL SRV TXT".split(" ");

/** ASCII and two ranges of Chinese. */
const RR = /^[\x21-\x7e\u3400-\u4dbf\u4e00-\u9fff]+$/;

/** Taken beside a CNAME at the apex (help.aliyun.com/en/dns/pubz-dns-record-conflict-rules, read 2026-11). */
const BESIDE_APEX_CNAME: readonly string[] = ["MX", "TXT", "NS"];

const GREATEST_TTL = 86_400;
const GREATEST_PRIORITY = 50;
/** In octets. */
const LONGEST_TEXT = 512;

/** The full name of a record. */
export const ownerOf = (rr: string, zone: string): string =>
  rr === "@" || rr === "" ? zone : canonicalName(`${rr}.${zone}`);

/** A new record: a TTL below the floor is stored as the floor (aliyun/terraform-provider-alicloud#640). */
export function added(zone: AlidnsZone, there: readonly Stored[], wanted: AlidnsRequest): AlidnsRecord {
  const record = accepted(zone, there, wanted);
  return { ...record, ttl: Math.max(record.ttl, zone.settings.minTtl) };
}

/** A changed record: here a TTL below the floor is refused. */
export function updated(
  zone: AlidnsZone,
  there: readonly Stored[],
  wanted: AlidnsRequest,
  old: Stored,
): AlidnsRecord {
  const floor = zone.settings.minTtl;
  if (wanted.ttl < floor) {
    throw refusal(
      "QuotaExceeded.TTL",
      `The specified TTL is invalid. A valid TTL must be in the range of ${floor} to ${GREATEST_TTL}.`,
    );
  }
  const { status, remark } = old.body;
  return { ...accepted(zone, there, wanted, old), status, ...(remark !== undefined && { remark }) };
}

/** The record that the service makes of a request, or its refusal; `there` are those at its name. */
function accepted(
  zone: AlidnsZone,
  there: readonly Stored[],
  { rr, type, ttl, line, priority = 0, ...wanted }: AlidnsRequest,
  old?: Stored,
): AlidnsRecord {
  if (!RR.test(rr)) throw refusal("InvalidRR.Format", "The RR is invalid.");
  if (!TYPES.includes(type)) throw refusal("InvalidType", `The record type ${type} is invalid.`);
  if (ttl > GREATEST_TTL) throw refusal("QuotaExceeded.TTL", "The specified TTL is invalid.");
  const value = storedValue(type, wanted.value);
  if (type === "MX" && (priority < 1 || priority > GREATEST_PRIORITY))
    throw refusal("InvalidPriority", `The MX priority must be from 1 to ${GREATEST_PRIORITY}.`);
  const record: AlidnsRecord = {
    domainName: zone.name,
    rr,
    type,
    value,
    ttl,
    line,
    status: "ENABLE",
    ...(type === "MX" && { priority }),
  };
  refuseConflicts(there, record, old);
  return record;
}

/** Quotes around a TXT and its end spaces do not survive, nor a host's final dot. */
function storedValue(type: string, given: string): string {
  const invalid = (why: string): ServiceError =>
    refusal("InvalidValue", `The value of the ${type} record is invalid: ${why}.`);
  const value = HOST_TYPES.includes(type) ? hostValue(given, invalid) : given;
  if (type === "TXT") return textValue(value, invalid);
  if (type === "A" && !isIPv4(value)) throw invalid("it is not an IPv4 address");
  if (type === "AAAA" && !isIPv6(value)) throw invalid("it is not an IPv6 address");
  if (type === "SRV" && !/^\d+ \d+ \d+ \S+$/.test(value))
    throw invalid("it is not `priority weight port target`");
  if (type === "CAA" && !/^\d+ [a-z]+ ".*"$/.test(value)) throw invalid('it is not `0 issue "value"`');
  return value;
}

type Invalid = (why: string) => ServiceError;

/** No null MX, and no SRV that says "not offered". */
function hostValue(given: string, invalid: Invalid): string {
  const value = given.trim();
  const target = value.split(/\s+/).at(-1) ?? "";
  if (target === "." || target === "") throw invalid("the target is empty");
  return value.replace(/\.$/, "");
}

function textValue(given: string, invalid: Invalid): string {
  const value = given.trim().replace(/^"(.*)"$/s, "$1");
  if (value === "") throw invalid("it is empty");
  if (Buffer.byteLength(value) > LONGEST_TEXT) throw invalid(`it is longer than ${LONGEST_TEXT} bytes`);
  return value;
}

function refuseConflicts(there: readonly Stored[], record: AlidnsRecord, old: Stored | undefined): void {
  // a disabled record counts as well; lines are apart from each other
  const others = there.map(({ id, body }) => ({ id, ...body })).filter(({ line }) => line === record.line);
  const same = others.find((other) => other.type === record.type && other.value === record.value);
  // an update that changes nothing is a duplicate too, of itself (aliyun/terraform-provider-alicloud#1502)
  if (same && (same.id !== old?.id || (same.ttl === record.ttl && same.priority === record.priority))) {
    throw refusal("DomainRecordDuplicate", "The DNS record already exists.");
  }
  if (others.some((other) => other.id !== old?.id && isConflict(record, other)))
    throw refusal("DomainRecordConflict", "The DNS record conflicts with other DNS records.");
}

/** Nothing but other CNAMEs beside a CNAME, except at the apex. */
function isConflict(record: AlidnsRecord, other: AlidnsRecord): boolean {
  if ((record.type === "CNAME") === (other.type === "CNAME")) return false;
  const beside = record.type === "CNAME" ? other.type : record.type;
  return record.rr !== "@" || !BESIDE_APEX_CNAME.includes(beside);
}

/** An API error as the real provider shows it, without its ANSI codes and request ids. */
export const refusal = (code: string, message: string): ServiceError =>
  new ServiceError(
    code,
    `[SDK alibaba-cloud-sdk-go ERROR]: SDKError: StatusCode: 400 Code: ${code} Message: ${message}`,
  );
