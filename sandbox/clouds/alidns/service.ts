import { isIPv4, isIPv6 } from "node:net";
import { canonicalName, freshId } from "../../names.ts";
import { type Account, call, type Request, ServiceError } from "../../service.ts";
import type { StoredRecord, StoredZone } from "../../store.ts";
import { newZone } from "../../zones.ts";

/** A record as the API of Alibaba Cloud DNS answers it. */
export interface AlidnsRecord {
  domainName: string;
  rr: string;
  type: string;
  value: string;
  ttl: number;
  line: string;
  status: "ENABLE" | "DISABLE";
  priority?: number;
  remark?: string;
}

/** What Add and UpdateDomainRecord take. */
export type AlidnsRequest = Omit<AlidnsRecord, "domainName" | "status" | "remark">;

type Stored = StoredRecord<AlidnsRecord>;

const pageSize = 50;
const hostTypes = new Set(["NS", "MX", "CNAME", "SRV"]);
const types = new Set("A AAAA CAA CNAME FORWARD_URL MX NS REDIRECT_URL SRV TXT".split(" "));

/** AddDomainRecord. */
export function addRecord(account: Account, domainName: string, wanted: AlidnsRequest): Promise<Stored> {
  return call(account, about("create", domainName, wanted, true), () => {
    const zone = ownZone(account, domainName);
    const body = accepted(account, zone, wanted);
    // A TTL below the edition's floor is not refused here: it is stored as the floor (ali#640, facts/pulumi.md 3).
    body.ttl = Math.max(body.ttl, zone.settings.minTtl ?? 600);
    const owner = ownerOf(wanted.rr, zone.name);
    const id = `${1 + Math.floor(Math.random() * 9)}${freshId("0123456789", 17)}`;
    const record: Stored = { cloud: "alidns", id, zone: zone.id, owner, type: body.type, body };
    account.store.addRecord(record);
    return record;
  });
}

/** UpdateDomainRecord: the whole record again. The provider does not ask twice (facts/pulumi.md 6a). */
export function updateRecord(account: Account, id: string, wanted: AlidnsRequest): Promise<void> {
  const domain = account.store.record<AlidnsRecord>("alidns", id)?.body.domainName ?? "";
  return call(account, about("update", domain, wanted, false), () => {
    const old = ownRecord(account, id);
    const zone = ownZone(account, old.body.domainName);
    const floor = zone.settings.minTtl ?? 600;
    if (wanted.ttl < floor) {
      throw refusal(
        "QuotaExceeded.TTL",
        `The specified TTL is invalid. A valid TTL must be in the range of ${floor} to 86400.`,
      );
    }
    const { status, remark } = old.body;
    const body: AlidnsRecord = { ...accepted(account, zone, wanted, old), status };
    if (remark !== undefined) body.remark = remark;
    account.store.changeRecord({ ...old, owner: ownerOf(body.rr, zone.name), type: body.type, body });
  });
}

/** SetDomainRecordStatus and UpdateDomainRecordRemark. */
export function setField(
  account: Account,
  id: string,
  change: Partial<Pick<AlidnsRecord, "status" | "remark">>,
): Promise<void> {
  const known = account.store.record<AlidnsRecord>("alidns", id);
  const action = change.status ? "setStatus" : "setRemark";
  return call(
    account,
    about(action, known?.body.domainName ?? "", known?.body, action === "setStatus"),
    () => {
      const old = ownRecord(account, id);
      account.store.changeRecord({ ...old, body: { ...old.body, ...change } });
    },
  );
}

/** DeleteDomainRecord. */
export function deleteRecord(account: Account, id: string): Promise<void> {
  const known = account.store.record<AlidnsRecord>("alidns", id);
  return call(account, about("delete", known?.body.domainName ?? "", known?.body, true), () => {
    ownRecord(account, id);
    account.store.removeRecord("alidns", id);
  });
}

/** DescribeDomainRecordInfo; undefined for DomainRecordNotBelongToUser. */
export function readRecord(account: Account, id: string): Promise<AlidnsRecord | undefined> {
  const known = account.store.record<AlidnsRecord>("alidns", id);
  return call(account, about("read", known?.body.domainName ?? "", known?.body, true), () => {
    if (!known || account.store.zone("alidns", known.zone)?.account !== account.account) return undefined;
    return known.body;
  });
}

/**
 * DescribeDomainRecords, all pages of what the service finds by line (the empty one is any) and status.
 * The apex NS are never among them (facts/pulumi.md 2).
 */
export async function listRecords(
  account: Account,
  domainName: string,
  { line, status }: { line: string; status: string },
): Promise<Stored[]> {
  const found: Stored[] = [];
  for (let page = 0; ; page++) {
    const records = await call(account, { action: "list", zone: domainName }, () => {
      const zone = ownZone(account, domainName);
      const all = account.store
        .records<AlidnsRecord>("alidns", zone.id)
        .filter(({ body }) => (line === "" || body.line === line) && body.status === status);
      return all.slice(page * pageSize, (page + 1) * pageSize);
    });
    found.push(...records);
    if (records.length < pageSize) return found;
  }
}

/** DescribeDomains. */
export function listDomains(account: Account): Promise<StoredZone[]> {
  return call(account, { action: "listZones" }, () => account.store.zones("alidns", account.account));
}

/**
 * AddDomain: a name is in one account only. The codes are those that clients of the API know; how the service words them
 * beside the code is unverified.
 */
export function addDomain(account: Account, domainName: string): Promise<StoredZone> {
  const name = canonicalName(domainName);
  return call(account, { action: "createZone", name, retried: false }, () => {
    const known = account.store.zones("alidns").find((zone) => zone.name === name);
    if (known?.account === account.account) {
      throw refusal("InvalidDomainName.Duplicate", "The domain name already exists.");
    }
    if (known) throw refusal("DomainAddedByOthers", "The domain name was added by another user.");
    return newZone(account.store, { cloud: "alidns", account: account.account, name, settings: {} });
  });
}

/** DescribeDomainInfo; undefined for InvalidDomainName.NoExist. */
export function readDomain(account: Account, domainName: string): Promise<StoredZone | undefined> {
  const name = canonicalName(domainName);
  return call(account, { action: "readZone", zone: name, retried: true }, () =>
    account.store.zones("alidns", account.account).find((zone) => zone.name === name),
  );
}

/** UpdateDomainRemark. */
export function remarkDomain(account: Account, domainName: string, remark: string): Promise<void> {
  return call(account, { action: "updateZone", zone: domainName }, () => {
    const { id, settings } = ownZone(account, domainName);
    account.store.changeZone("alidns", id, { ...settings, remark });
  });
}

/** DeleteDomain: with all its records. */
export function deleteDomain(account: Account, domainName: string): Promise<void> {
  return call(account, { action: "deleteZone", zone: domainName, retried: true }, () => {
    account.store.removeZone("alidns", ownZone(account, domainName).id);
  });
}

function about(action: string, zone: string, record: AlidnsRequest | undefined, retried: boolean): Request {
  const name = record ? ownerOf(record.rr, canonicalName(zone)) : "";
  return { action, zone, name, type: record?.type ?? "", retried };
}

function ownerOf(rr: string, zone: string): string {
  return rr === "@" || rr === "" ? zone : canonicalName(`${rr}.${zone}`);
}

function ownZone(account: Account, domainName: string): StoredZone {
  const name = canonicalName(domainName);
  const zones = account.store.zones("alidns").filter((zone) => zone.name === name);
  const zone = zones.find((candidate) => candidate.account === account.account);
  if (zone) return zone;
  if (zones.length > 0) throw refusal("IncorrectDomainUser", "The domain name belongs to another user.");
  throw refusal("InvalidDomainName.NoExist", "The specified domain name does not exist.");
}

function ownRecord(account: Account, id: string): Stored {
  const record = account.store.record<AlidnsRecord>("alidns", id);
  if (record && account.store.zone("alidns", record.zone)?.account === account.account) return record;
  throw refusal("DomainRecordNotBelongToUser", "The DNS record does not belong to the user.");
}

/** The record that the service makes of a request, or its refusal. */
function accepted(account: Account, zone: StoredZone, wanted: AlidnsRequest, old?: Stored): AlidnsRecord {
  const { rr, type, ttl, line } = wanted;
  // ASCII and these Chinese ranges only (facts/checks.md 4).
  if (!/^[\x21-\x7e\u3400-\u4dbf\u4e00-\u9fff]+$/.test(rr))
    throw refusal("InvalidRR.Format", "The RR is invalid.");
  if (!types.has(type)) throw refusal("InvalidType", `The record type ${type} is invalid.`);
  if (ttl > 86400) throw refusal("QuotaExceeded.TTL", "The specified TTL is invalid.");
  const value = storedValue(type, wanted.value);
  const body: AlidnsRecord = { domainName: zone.name, rr, type, value, ttl, line, status: "ENABLE" };
  if (type === "MX") {
    const priority = wanted.priority ?? 0;
    // 1 to 50 in the documentation of the public API (facts/pulumi.md 3).
    if (priority < 1 || priority > 50)
      throw refusal("InvalidPriority", "The MX priority must be from 1 to 50.");
    body.priority = priority;
  }
  refuseConflicts(account, zone, body, old);
  return body;
}

/** Quotes around a TXT and its end spaces do not survive, nor a host's final dot (facts/pulumi.md 3 and 6a). */
function storedValue(type: string, given: string): string {
  let value = hostTypes.has(type) ? given.trim() : given;
  const invalid = (why: string) =>
    refusal("InvalidValue", `The value of the ${type} record is invalid: ${why}.`);
  if (hostTypes.has(type)) {
    // No null MX, and no SRV that says "not offered" (facts/checks.md 4).
    const target = value.split(/\s+/).at(-1) ?? "";
    if (target === "." || target === "") throw invalid("the target is empty");
    value = value.replace(/\.$/, "");
  }
  if (type === "TXT") {
    value = value.trim().replace(/^"(.*)"$/s, "$1");
    if (value === "") throw invalid("it is empty");
    if (Buffer.byteLength(value) > 512) throw invalid("it is longer than 512 bytes");
  }
  if (type === "A" && !isIPv4(value)) throw invalid("it is not an IPv4 address");
  if (type === "AAAA" && !isIPv6(value)) throw invalid("it is not an IPv6 address");
  if (type === "SRV" && !/^\d+ \d+ \d+ \S+$/.test(value))
    throw invalid("it is not `priority weight port target`");
  if (type === "CAA" && !/^\d+ [a-z]+ ".*"$/.test(value)) throw invalid('it is not `0 issue "value"`');
  return value;
}

function refuseConflicts(account: Account, zone: StoredZone, record: AlidnsRecord, old?: Stored): void {
  // A disabled record counts as well (facts/checks.md 4); lines are apart from each other.
  const others = account.store
    .records<AlidnsRecord>("alidns", zone.id, ownerOf(record.rr, zone.name))
    .map(({ id, body }) => ({ id, ...body }))
    .filter(({ line }) => line === record.line);
  const same = others.find((other) => other.type === record.type && other.value === record.value);
  // An update that changes nothing is a duplicate too, of itself (ali#1502).
  if (same && (same.id !== old?.id || (same.ttl === record.ttl && same.priority === record.priority))) {
    throw refusal("DomainRecordDuplicate", "The DNS record already exists.");
  }
  const clash = others.filter(({ id }) => id !== old?.id).some((other) => conflict(record, other));
  if (clash) throw refusal("DomainRecordConflict", "The DNS record conflicts with other DNS records.");
}

/** Beside a CNAME at the apex, MX, TXT and NS are accepted; elsewhere nothing but another CNAME is. */
function conflict(record: AlidnsRecord, other: AlidnsRecord): boolean {
  if ((record.type === "CNAME") === (other.type === "CNAME")) return false;
  const beside = record.type === "CNAME" ? other.type : record.type;
  // help.aliyun.com/en/dns/pubz-dns-record-conflict-rules, table "The host record is @" (read 2026-11).
  return record.rr !== "@" || !["MX", "TXT", "NS"].includes(beside);
}

/** An API error as the real provider shows it, without its ANSI codes and request ids. */
function refusal(code: string, message: string): ServiceError {
  return new ServiceError(
    code,
    `[SDK alibaba-cloud-sdk-go ERROR]: SDKError: StatusCode: 400 Code: ${code} Message: ${message}`,
  );
}
