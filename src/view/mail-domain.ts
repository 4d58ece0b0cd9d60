/** What a mail domain has for sending: its keys and its DMARC policy, as far as the model knows. */
import { isSelector } from "../mail/text-kind.ts";
import type { DmarcRecord } from "../plan/dmarc-at.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import type { PresetRecord } from "../preset/preset.ts";
import { type Name, parentName } from "../zone/name.ts";
import { recordsAt, type ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";
import { textRecords } from "./text-records.ts";

/** Whether mail is sent as the domain. */
export function isSending({ spec }: Domain): boolean {
  return spec.mode === "mail" || spec.mode === "send-only";
}

/** Whether the record is the user's own, not a preset's. */
export const isOwn = ({ origin }: ZoneRecord): boolean => origin.preset === undefined;

/** Whether a spec has the name as its mail domain. */
export const isMailDomain = (zone: Zone, name: Name): boolean => domainNames(zone).has(name);

const domainNames = once(
  (zone: Zone): ReadonlySet<Name> => new Set(zone.domains.map(({ domain }) => domain.spec.domain)),
);

/**
 * Whether the domain has a selector with a key, at its own name or at one below it, or a selector that the model cannot
 * see into: a CNAME, a name that something else manages, a delegated `_domainkey`.
 */
export const hasDkimKey = (zone: Zone, domain: Name): boolean => keyOwners(zone).has(domain);

/** The same at its own name alone. */
export const hasOwnDkimKey = (zone: Zone, domain: Name): boolean => signers(zone).has(domain);

/** Every domain with a key, and every domain above one up to the zone. */
const keyOwners = once((zone: Zone): ReadonlySet<Name> => {
  const owners = new Set<Name>();
  for (const signer of signers(zone)) {
    for (let at = signer; at.length >= zone.name.length && !owners.has(at); at = parentName(at))
      owners.add(at);
  }
  return owners;
});

const signers = once((zone: Zone): ReadonlySet<Name> => {
  const owners = new Set<Name>();
  const add = (name: Name): void => {
    owners.add(name.startsWith("_domainkey.") ? parentName(name) : signingDomain(name));
  };
  for (const { record, dkim } of textRecords(zone).dkim) if (dkim.key) add(record.name);
  for (const { name, type } of zone.rrsets) {
    if (type === "CNAME" ? isSelector(name) : type === "NS" && name.includes("_domainkey.")) add(name);
  }
  for (const name of zone.external) if (name.includes("_domainkey.")) add(name);
  return owners;
});

/** The domain that a selector signs for: what follows `._domainkey.`. */
export function signingDomain(selector: Name): Name {
  return selector.slice(selector.indexOf("._domainkey.") + "._domainkey.".length);
}

/** The DMARC record at `_dmarc` of the domain; the first of several. */
export const dmarcOf = (zone: Zone, domain: Name): DmarcRecord | undefined =>
  policies(zone).get(`_dmarc.${domain}`);

const policies = once((zone: Zone): ReadonlyMap<Name, DmarcRecord> => {
  const map = new Map<Name, DmarcRecord>();
  for (const policy of textRecords(zone).policies) {
    if (!map.has(policy.record.name)) map.set(policy.record.name, policy);
  }
  return map;
});

/** Whether the model cannot see the domain's DMARC record: it is behind a CNAME, delegated, or managed by others. */
export function hasDmarcElsewhere(zone: Zone, domain: Name): boolean {
  const name = `_dmarc.${domain}`;
  return (
    zone.external.has(name) ||
    recordsAt(zone.owners, name, "CNAME").length > 0 ||
    recordsAt(zone.owners, name, "NS").length > 0
  );
}

/** The preset's line for a record; undefined for the user's own. */
export function presetRecord(domain: Domain, { origin }: ZoneRecord): PresetRecord | undefined {
  if (origin.preset === undefined) return undefined;
  const { place } = origin.preset;
  for (const { records } of domain.presets) {
    const found = records.find((record) => record.place === place);
    if (found !== undefined) return found;
  }
  return undefined;
}
