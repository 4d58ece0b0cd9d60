/** The records of a zone for the transport of mail and for logos: MTA-STS, TLS-RPT, BIMI, TLSA and CAA. */
import { parseTlsaName, type TlsaName } from "../mail/tlsa.ts";
import type { Zone } from "../plan/zone.ts";
import { type Name, parentName } from "../zone/name.ts";
import type { Tlsa } from "../zone/rdata.ts";
import { type RRset, recordsAt, type ZoneRecord } from "../zone/rrset.ts";
import { aliasTargets } from "./aliases.ts";
import { once } from "./once.ts";

export interface PolicyText {
  readonly record: ZoneRecord;
  readonly text: string;
  /** The mail domain that the record is for; for a stray, its owner. */
  readonly domain: Name;
}

export interface TlsaRecord {
  readonly record: ZoneRecord;
  readonly data: Tlsa;
  /** Undefined if the owner is not of the form `_25._tcp.host`. */
  readonly at: TlsaName | undefined;
}

export interface TransportRecords {
  /** Every TXT at `_mta-sts.<domain>`. */
  readonly sts: readonly PolicyText[];
  /** Every TXT at `_smtp._tls.<domain>`. */
  readonly rpt: readonly PolicyText[];
  /** Every TXT at `<selector>._bimi.<domain>`. */
  readonly bimi: readonly PolicyText[];
  /** Texts of the three kinds at names where nobody looks for them. */
  readonly strays: readonly (PolicyText & { readonly kind: PolicyKind })[];
  readonly tlsa: readonly TlsaRecord[];
  /** Whatever is at `mta-sts.<domain>`. */
  readonly hosts: readonly RRset[];
  readonly caa: readonly RRset[];
  /** Whether the zone has MTA-STS, TLS-RPT or TLSA, or others may manage it there; false saves a closer look. */
  readonly isConcerned: boolean;
}

export type PolicyKind = "sts" | "rpt" | "bimi";

/** Owners of each kind, before the mail domain's name. */
const OWNERS: readonly (readonly [kind: PolicyKind, pattern: RegExp])[] = [
  ["sts", /^_mta-sts\.(.+)$/],
  ["rpt", /^_smtp\._tls\.(.+)$/],
  ["bimi", /^[^.]+\._bimi\.(.+)$/],
];

const KINDS: Readonly<Record<string, PolicyKind>> = { sts: "sts", tls: "rpt", bim: "bimi" };

export const transportRecords = once((zone: Zone): TransportRecords => {
  const found: Record<PolicyKind, PolicyText[]> = { sts: [], rpt: [], bimi: [] };
  const strays: (PolicyText & { kind: PolicyKind })[] = [];
  const tlsa: TlsaRecord[] = [];
  const hosts: RRset[] = [];
  const caa: RRset[] = [];
  let isConcerned = zone.external.size > 0;
  for (const rrset of zone.rrsets) {
    const { name, type, records } = rrset;
    if (name.startsWith("mta-sts.")) hosts.push(rrset);
    if (type === "TXT") readTexts(rrset, found, strays);
    if (type === "CAA") caa.push(rrset);
    isConcerned ||= name.startsWith("_mta-sts.") || name.startsWith("_smtp._tls.");
    if (type !== "TLSA") continue;
    for (const record of records) {
      if (record.data.type === "TLSA") tlsa.push({ record, data: record.data, at: parseTlsaName(name) });
    }
  }
  return { ...found, strays, tlsa, hosts, caa, isConcerned: isConcerned || tlsa.length > 0 };
});

function readTexts(
  { name, records }: RRset,
  found: Record<PolicyKind, PolicyText[]>,
  strays: (PolicyText & { kind: PolicyKind })[],
): void {
  const [kind, domain] = name.includes("_") ? kindOf(name) : [];
  for (const record of records) {
    const text = record.data.type === "TXT" ? record.data.text : "";
    if (kind !== undefined) found[kind].push({ record, text, domain: domain ?? name });
    // most texts are SPF, DKIM or DMARC
    if (text.startsWith("v=spf1") || text.startsWith("v=D")) continue;
    const [, said = ""] = /^\s*"?v\s*=\s*(sts|tlsrpt|bimi)v?\d/i.exec(text) ?? [];
    const meant = KINDS[said.slice(0, 3).toLowerCase()];
    if (meant !== undefined && meant !== kind) strays.push({ record, text, domain: name, kind: meant });
  }
}

function kindOf(name: Name): [PolicyKind, Name] | [] {
  if (name.includes("._domainkey.") || name.startsWith("_dmarc.")) return [];
  for (const [kind, pattern] of OWNERS) {
    const domain = pattern.exec(name)?.[1];
    if (domain !== undefined) return [kind, domain];
  }
  return [];
}

/** The texts of a kind where nobody looks for them, except those that a CNAME leads to (RFC 8461 §8.2). */
export function straysOf(kind: PolicyKind, zone: Zone, zones: readonly Zone[]): readonly PolicyText[] {
  const { strays } = transportRecords(zone);
  return strays.filter((stray) => stray.kind === kind && !aliasTargets(zones).has(stray.record.name));
}

/** Whether a name is managed elsewhere: listed under `external`, delegated, or a CNAME to someone who publishes for it. */
export function isSettledElsewhere(zone: Zone, name: Name): boolean {
  return (
    zone.external.has(name) ||
    (zone.owners.get(name) ?? []).some(({ type }) => type === "CNAME" || type === "NS")
  );
}

/** Whether the zone has an MTA-STS record for the domain, its own or by CNAME or delegation. */
export function hasSts(zone: Zone, domain: Name): boolean {
  const name = `_mta-sts.${domain}`;
  return isSettledElsewhere(zone, name) || recordsAt(zone.owners, name, "TXT").length > 0;
}

/** The MX hosts of a domain that are in the zone, and whether each has TLSA for SMTP. */
export function hostsWithDane(
  zone: Zone,
  domain: Name,
): readonly { readonly host: Name; readonly dane: boolean }[] {
  return recordsAt(zone.owners, domain, "MX").flatMap(({ data }) => {
    if (data.type !== "MX" || !zone.owners.has(data.exchange)) return [];
    const { exchange: host } = data;
    const names = [`_25._tcp.${host}`, `*._tcp.${host}`];
    const dane = names.some((name) =>
      (zone.owners.get(name) ?? []).some(({ type }) => type === "TLSA" || type === "CNAME"),
    );
    return [{ host, dane }];
  });
}

/** The mail domain's name and those above it that the zone holds, nearest first. */
export function* upToZone(zone: Zone, name: Name): Generator<Name> {
  for (let at = name; at.length >= zone.name.length; at = parentName(at)) {
    yield at;
    if (at === zone.name || at === ".") return;
  }
}
