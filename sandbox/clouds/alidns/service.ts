/** The API of Alibaba Cloud DNS over the store: one function a call. */
import { canonicalName, freshId } from "../../names.ts";
import { isBelowRegistered } from "../../registered.ts";
import type { Account, Request } from "../../request.ts";
import { call, callPages, ownZone } from "../../service.ts";
import type { StoredRecord } from "../../store.ts";
import { newZone } from "../../zones.ts";
import type { AlidnsRecord, AlidnsRequest, AlidnsSettings, AlidnsZone } from "./record.ts";
import { added, ownerOf, refusal, updated } from "./rules.ts";

type Stored = StoredRecord<AlidnsRecord>;

const PAGE_SIZE = 50;

/** AddDomainRecord. */
export function addRecord(account: Account, domainName: string, wanted: AlidnsRequest): Promise<Stored> {
  return call(account, about("create", domainName, wanted, true), () => {
    const zone = domainOf(account, domainName);
    const owner = ownerOf(wanted.rr, zone.name);
    const body = added(zone, recordsAt(account, zone, owner), wanted);
    const record: Stored = { cloud: "alidns", id: newId(), zone: zone.id, owner, type: body.type, body };
    account.store.addRecord(record);
    return record;
  });
}

/** UpdateDomainRecord: the whole record again. The provider does not ask twice. */
export function updateRecord(account: Account, id: string, wanted: AlidnsRequest): Promise<void> {
  const { domainName = "" } = bodyOf(account, id) ?? {};
  return call(account, about("update", domainName, wanted, false), () => {
    const old = recordOf(account, id);
    const zone = domainOf(account, old.body.domainName);
    const owner = ownerOf(wanted.rr, zone.name);
    const body = updated(zone, recordsAt(account, zone, owner), wanted, old);
    account.store.changeRecord({ ...old, owner, type: body.type, body });
  });
}

/** SetDomainRecordStatus and UpdateDomainRecordRemark. */
export function setField(
  account: Account,
  id: string,
  change: Partial<Pick<AlidnsRecord, "status" | "remark">>,
): Promise<void> {
  const request = change.status
    ? aboutKnown("setStatus", account, id, true)
    : aboutKnown("setRemark", account, id, false);
  return call(account, request, () => {
    const old = recordOf(account, id);
    account.store.changeRecord({ ...old, body: { ...old.body, ...change } });
  });
}

/** DeleteDomainRecord. */
export function deleteRecord(account: Account, id: string): Promise<void> {
  return call(account, aboutKnown("delete", account, id, true), () => {
    recordOf(account, id);
    account.store.removeRecord("alidns", id);
  });
}

/** DescribeDomainRecordInfo; undefined for DomainRecordNotBelongToUser. */
export function readRecord(account: Account, id: string): Promise<AlidnsRecord | undefined> {
  return call(account, aboutKnown("read", account, id, true), () => ownRecord(account, id)?.body);
}

/**
 * DescribeDomainRecords, all pages of what the service finds by line (the empty one is any) and status.
 * The apex NS are never among them.
 */
export function listRecords(
  account: Account,
  domainName: string,
  { line, status }: { readonly line: string; readonly status: string },
): Promise<Stored[]> {
  const list = (): Stored[] =>
    recordsAt(account, domainOf(account, domainName)).filter(
      ({ body }) => (line === "" || body.line === line) && body.status === status,
    );
  const request = { action: "list", zone: domainName };
  return callPages(account, request, PAGE_SIZE, list, ({ length }) => length < PAGE_SIZE);
}

/** DescribeDomains. */
export function listDomains(account: Account): Promise<AlidnsZone[]> {
  return call(account, { action: "listZones" }, () =>
    account.store.zones<AlidnsSettings>("alidns", account.account),
  );
}

/**
 * AddDomain: a name is in one account only. The codes are those that clients of the API know; how the service words them
 * beside the code is unverified.
 */
export function addDomain(account: Account, domainName: string): Promise<AlidnsZone> {
  const name = canonicalName(domainName);
  return call(account, { action: "createZone", name, retried: false }, () => {
    const known = account.store.zones<AlidnsSettings>("alidns").find((zone) => zone.name === name);
    if (known?.account === account.account) {
      throw refusal("InvalidDomainName.Duplicate", "The domain name already exists.");
    }
    if (known) throw refusal("DomainAddedByOthers", "The domain name was added by another user.");
    // nobody has added the TXT record that proves it (docs/facts/alidns.md, zones)
    if (isBelowRegistered(name)) {
      throw refusal("SubDomain.VerifyFailed", "The TXT record that verifies the subdomain was not found.");
    }
    return newZone<AlidnsSettings>(account, name);
  });
}

/** DescribeDomainInfo; undefined for InvalidDomainName.NoExist. */
export function readDomain(account: Account, domainName: string): Promise<AlidnsZone | undefined> {
  const name = canonicalName(domainName);
  return call(account, { action: "readZone", zone: name, retried: true }, () =>
    account.store.zones<AlidnsSettings>("alidns", account.account).find((zone) => zone.name === name),
  );
}

/** UpdateDomainRemark. */
export function remarkDomain(account: Account, domainName: string, remark: string): Promise<void> {
  return call(account, { action: "updateZone", zone: domainName }, () => {
    const { id, settings } = domainOf(account, domainName);
    account.store.changeZone("alidns", id, { ...settings, remark });
  });
}

/** DeleteDomain: with all its records. */
export function deleteDomain(account: Account, domainName: string): Promise<void> {
  return call(account, { action: "deleteZone", zone: domainName, retried: true }, () => {
    account.store.removeZone("alidns", domainOf(account, domainName).id);
  });
}

function about(action: string, zone: string, record: AlidnsRequest | undefined, retried: boolean): Request {
  const name = record ? ownerOf(record.rr, canonicalName(zone)) : "";
  return { action, zone, name, type: record?.type ?? "", retried };
}

function aboutKnown(action: string, account: Account, id: string, retried: boolean): Request {
  const known = bodyOf(account, id);
  return about(action, known?.domainName ?? "", known, retried);
}

const newId = (): string => `${1 + Math.floor(Math.random() * 9)}${freshId("0123456789", 17)}`;

function domainOf(account: Account, domainName: string): AlidnsZone {
  const name = canonicalName(domainName);
  const zones = account.store.zones<AlidnsSettings>("alidns").filter((zone) => zone.name === name);
  const zone = zones.find((candidate) => candidate.account === account.account);
  if (zone) return zone;
  if (zones.length > 0) throw refusal("IncorrectDomainUser", "The domain name belongs to another user.");
  throw refusal("InvalidDomainName.NoExist", "The specified domain name does not exist.");
}

const recordsAt = ({ store }: Account, zone: AlidnsZone, owner?: string): Stored[] =>
  store.records<AlidnsRecord>("alidns", zone.id, owner);

const bodyOf = ({ store }: Account, id: string): AlidnsRecord | undefined =>
  store.record<AlidnsRecord>("alidns", id)?.body;

function ownRecord(account: Account, id: string): Stored | undefined {
  const record = account.store.record<AlidnsRecord>("alidns", id);
  return record && ownZone(account, record.zone) ? record : undefined;
}

function recordOf(account: Account, id: string): Stored {
  const record = ownRecord(account, id);
  if (record) return record;
  throw refusal("DomainRecordNotBelongToUser", "The DNS record does not belong to the user.");
}
