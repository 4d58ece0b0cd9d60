/**
 * Logical names of Pulumi resources: `<zone>/<owner>/<TYPE>[/<key>]`, public API, pinned by a golden test.
 *
 * A key identifies a value among its neighbours by what the value is for, never by position or preference, so that a
 * value keeps its resource while others come and go: a value that moved to another resource would be created there
 * before it is deleted here, which the clouds refuse as a duplicate.
 */
import { createHash } from "node:crypto";
import { isDmarc, isSpf } from "../mail/text-kind.ts";
import { absolute, labels, type Name, ownerName, relativeName, withoutDot } from "../zone/name.ts";
import { compareRdata } from "../zone/order.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import type { RRset } from "../zone/rrset.ts";
import { textOctets } from "../zone/txt.ts";

/** A zone for a block of addresses, `0/25.2.0.192.in-addr.arpa` (RFC 2317 §4), has the sign that separates zone and owner here. */
const zonePart = (zone: Name): string => withoutDot(zone).replaceAll("/", "%2F");
const zoneOf = (part: string): Name => absolute(part.replaceAll("%2F", "/"));

/** `example.com/mail`, `example.com/@`: the part that the names of all records of an owner share. */
export function ownerPath(zone: Name, owner: Name): string {
  return `${zonePart(zone)}/${relativeName(owner, zone)}`;
}

/** The prefix of every name of a zone in a named account. */
export function accountPrefix(account: string | undefined): string {
  return account === undefined ? "" : `${account}:`;
}

/** Logical name of a zone's own resource: `[<account>:]<zone>`. */
export const zoneResourceName = (account: string | undefined, zone: Name): string =>
  `${accountPrefix(account)}${zonePart(zone)}`;

/** The parts of the logical name of a record's resource. */
export interface ResourceName {
  /** Absent for the default account. */
  readonly account?: string;
  readonly zone: Name;
  readonly owner: Name;
  /** In capitals; any type. */
  readonly type: string;
}

/**
 * A zone contains no `:`, and its `/` as `%2F`; an owner has only the `/` of a block of addresses (RFC 2317 §4), before a digit; an adopted
 * record may have its id after a `:` (src/live/adoption.ts).
 */
const RECORD = /^(?:(.+?):)??([^:/]+)\/([^/]+(?:\/\d[^/]*)?)\/([A-Z][A-Z0-9_]*)(?:[/:]|$)/;

/** The inverse of naming a record; undefined for any other name. */
export function parseRecordName(name: string): ResourceName | undefined {
  const [, account, zoneName, path, type] = RECORD.exec(name) ?? [];
  if (zoneName === undefined || path === undefined || type === undefined) return undefined;
  const zone = zoneOf(zoneName);
  return { ...(account !== undefined && { account }), zone, owner: ownerName(path, zone), type };
}

/** `[<account>:]<zone>/<owner>`. */
export const recordOwnerPath = ({ account, zone, owner }: ResourceName): string =>
  `${accountPrefix(account)}${ownerPath(zone, owner)}`;

/** The inverse of `zoneResourceName`. */
export function parseZoneName(name: string): Pick<ResourceName, "account" | "zone"> {
  const [, account, zone = name] = /^(?:(.+):)?([^:]+)$/.exec(name) ?? [];
  return { ...(account !== undefined && { account }), zone: zoneOf(zone) };
}

/** Whether the logical name is that of a record in the zone of the account. */
export const isNamedIn = (name: string, account: string | undefined, zone: Name): boolean =>
  name.startsWith(`${zoneResourceName(account, zone)}/`);

/** What stands for the type of a record in the name of what a cloud serves. */
export const WORKER_TYPE = "WORKER";

/** Logical name of both resources of what a cloud serves at a name: the script, and the hostname that leads to it. */
export const workerResourceName = (account: string | undefined, zone: Name, host: Name): string =>
  `${accountPrefix(account)}${ownerPath(zone, host)}/${WORKER_TYPE}`;

export interface NamedValue {
  readonly name: string;
  readonly data: Rdata;
}

/**
 * The set's values, each with the name of its resource, for a cloud where a value is a resource. Equal values are one.
 * If two values have the same key (one exchange at two preferences, two SPF texts), the first in `compareRdata` order
 * keeps it and the others take a longer one, whatever order the specs came in.
 */
export function nameValues(rrset: RRset, zone: Name): NamedValue[] {
  const path = `${ownerPath(zone, rrset.name)}/${rrset.type}`;
  const { records } = rrset;
  if (records.length === 1) {
    const { data } = records[0] as (typeof records)[0];
    return [{ name: join(path, keys(data, rrset.name)[0]), data }];
  }
  const taken = new Set<string>();
  return distinctValues(rrset).map((data) => {
    const key = keys(data, rrset.name).find((each) => !taken.has(each)) ?? digest(printRdata(data));
    taken.add(key);
    return { name: join(path, key), data };
  });
}

/** The set's values in a stable order, equal ones only once. */
export function distinctValues(rrset: RRset): Rdata[] {
  const values = new Map<string, Rdata>();
  for (const { data } of rrset.records) values.set(printRdata(data), data);
  return [...values.values()].sort(compareRdata);
}

const join = (path: string, key: string | undefined): string =>
  key === undefined || key === "" ? path : `${path}/${key}`;

const digest = (value: string | Uint8Array): string => createHash("sha256").update(value).digest("hex");

/** Keys of a value, best first. If all are taken, a digest of the whole value is used instead. */
function keys(data: Rdata, owner: Name): string[] {
  switch (data.type) {
    case "A":
    case "AAAA":
      return [data.address];
    case "CNAME":
      return ["", withoutDot(data.target)];
    case "NS":
    case "PTR":
      return [withoutDot(data.target)];
    case "MX": {
      const exchange = withoutDot(data.exchange);
      return [exchange, `${exchange}:${data.preference}`];
    }
    case "SRV": {
      const place = `${withoutDot(data.target)}:${data.port}`;
      return [place, `${place}:${data.priority}:${data.weight}`];
    }
    case "CAA": {
      const property = `${data.tag}:${data.value}`;
      return [property, `${property}:${data.flags}`];
    }
    case "TLSA": {
      const what = `${data.usage}:${data.selector}:${data.matching}`;
      return [`${what}:${digest(data.certificate).slice(0, 8)}`];
    }
    case "TXT": {
      const purpose = textPurpose(data.text, owner);
      const short = digest(textOctets(data.text)).slice(0, 8);
      return purpose ? [purpose, short] : [short];
    }
  }
}

/** What a TXT value is for, if a name has only one such value: its key survives every edit of the text. */
function textPurpose(text: string, owner: Name): "spf" | "dmarc" | "dkim" | undefined {
  if (isSpf(text)) return "spf";
  if (isDmarc(text)) return "dmarc";
  return labels(owner).includes("_domainkey") ? "dkim" : undefined;
}
