import type { Answer } from "dns-packet";
import { chunk, parseCharacterStrings } from "./character-strings.ts";
import type { AlidnsRecord } from "./clouds/alidns/service.ts";
import type { CloudflareRecord } from "./clouds/cloudflare/rules.ts";
import type { RecordSet } from "./clouds/route53/service.ts";
import { canonicalName } from "./names.ts";
import type { StoredRecord, StoredZone } from "./store.ts";

/** One resource record as a cloud's name servers publish it, or a reference to follow in its place. */
export interface PublishedRecord {
  type: string;
  ttl: number;
  data: unknown;
  /** Answered with the addresses of the name in `data` (Cloudflare's flattening, Route 53's alias). */
  follow?: true;
}

/** What a cloud's name servers say of a stored record; nothing for what they do not publish. */
export function published(zone: StoredZone, record: StoredRecord): PublishedRecord[] {
  switch (record.cloud) {
    case "route53":
      return publishedSet(record.body as unknown as RecordSet);
    case "cloudflare":
      return publishedByCloudflare(zone, record.owner, record.body as unknown as CloudflareRecord);
    case "alidns":
      return publishedByAlidns(record.body as unknown as AlidnsRecord);
  }
}

/** The records that every zone has at its apex, unless the store holds them. */
export function apexRecords({ cloud, settings }: StoredZone): PublishedRecord[] {
  const [primary = "ns.sandbox.invalid"] = settings.nameServers;
  const { minimum, rname } = starts[cloud];
  const soa = { mname: primary, rname, serial: 1, refresh: 7200, retry: 900, expire: 1209600, minimum };
  return [
    { type: "SOA", ttl: minimum, data: soa },
    ...settings.nameServers.map((server) => ({ type: "NS", ttl: 86400, data: server })),
  ];
}

/** Negative TTLs and mailboxes as each cloud sets them in new zones. */
const starts = {
  route53: { minimum: 86400, rname: "awsdns-hostmaster.amazon.com" },
  cloudflare: { minimum: 1800, rname: "dns.cloudflare.com" },
  alidns: { minimum: 600, rname: "hostmaster.hichina.com" },
};

/** Cloudflare answers "automatic" with 300 seconds. */
const automaticTtl = 300;

/** In place of a proxied record stand addresses of the proxy; in the sandbox these are from documentation ranges. */
const proxyAddresses = { A: "192.0.2.80", AAAA: "2001:db8::80" };

function publishedByCloudflare(zone: StoredZone, owner: string, record: CloudflareRecord): PublishedRecord[] {
  const { type, content, data } = record;
  const ttl = record.ttl === 1 ? automaticTtl : record.ttl;
  if (record.proxied)
    return Object.entries(proxyAddresses).map(([kind, address]) => ({ type: kind, ttl, data: address }));
  if (type === "CNAME") {
    const flat = owner === zone.name || record.settings?.["flattenCname"] === true;
    return [{ type, ttl, data: content, ...(flat ? { follow: true as const } : {}) }];
  }
  if (type === "MX") return [{ type, ttl, data: { preference: record.priority ?? 0, exchange: content } }];
  if (type === "TXT") {
    const strings = content.startsWith('"')
      ? parseCharacterStrings(content, 10).flatMap(chunk)
      : chunk(Buffer.from(content));
    return [{ type, ttl, data: strings }];
  }
  if (type === "CAA")
    return [{ type, ttl, data: { flags: data?.["flags"], tag: data?.["tag"], value: data?.["value"] } }];
  return plain(type, ttl, content);
}

function publishedSet({ type, ttl = 60, values, alias }: RecordSet): PublishedRecord[] {
  if (alias) return [{ type, ttl, data: canonicalName(alias.name), follow: true }];
  return values.flatMap((value) => {
    if (type === "TXT") return [{ type, ttl, data: parseCharacterStrings(value, 8) }];
    if (type === "MX") return mx(ttl, value);
    return plain(type, ttl, value);
  });
}

function publishedByAlidns({ type, value, ttl, status, priority }: AlidnsRecord): PublishedRecord[] {
  if (status !== "ENABLE") return [];
  if (type === "TXT") return [{ type, ttl, data: chunk(Buffer.from(value)) }];
  if (type === "MX") return mx(ttl, `${priority} ${value}`);
  return plain(type, ttl, value);
}

function mx(ttl: number, text: string): PublishedRecord[] {
  const [preference, exchange = "."] = text.trim().split(/\s+/);
  return [{ type: "MX", ttl, data: { preference: Number(preference), exchange } }];
}

/** Types whose presentation form is the same at every cloud; others are not published by the sandbox. */
function plain(type: string, ttl: number, text: string): PublishedRecord[] {
  const fields = text.trim().split(/\s+/);
  const [first = "", second = "", third = "", fourth = ""] = fields;
  switch (type) {
    case "A":
    case "AAAA":
    case "CNAME":
    case "NS":
    case "PTR":
      return [{ type, ttl, data: first.replace(/(?<=.)\.$/, "") }];
    case "SRV": {
      const data = { priority: Number(first), weight: Number(second), port: Number(third), target: fourth };
      return [{ type, ttl, data }];
    }
    case "CAA": {
      const [, flags, tag, value] = /^(\d+) (\S+) "(.*)"$/.exec(text) ?? [];
      return [{ type, ttl, data: { flags: Number(flags), tag, value } }];
    }
    case "TLSA": {
      const [usage, selector, matchingType] = fields.slice(0, 3).map(Number);
      const certificate = Buffer.from(fields.slice(3).join(""), "hex");
      return [{ type, ttl, data: { usage, selector, matchingType, certificate } }];
    }
    case "SOA": {
      const [serial, refresh, retry, expire, minimum] = fields.slice(2).map(Number);
      return [{ type, ttl, data: { mname: first, rname: second, serial, refresh, retry, expire, minimum } }];
    }
    default:
      return [];
  }
}

/** The record as the DNS message library wants it, at `name`. */
export function answerOf(name: string, { type, ttl, data }: PublishedRecord): Answer {
  return { name, type, ttl, class: "IN", data } as Answer;
}
