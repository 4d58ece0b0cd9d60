/** Which services send for a domain, and which of them have a DKIM key there. */
import { isSelector } from "../mail/text-kind.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import { BUILT_INS } from "../preset/parameters.ts";
import type { Preset, PresetRecord } from "../preset/preset.ts";
import type { PresetUse } from "../spec/spec.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { counted, oneLine } from "../words/text.ts";
import { isWithin, type Name, parentName, withoutDot } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { delegatedSenders, sendsByDelegation } from "./delegated-sending.ts";
import { isOwn, signingDomain } from "./mail-domain.ts";
import { once } from "./once.ts";
import { presetUses } from "./preset-uses.ts";
import { textRecords } from "./text-records.ts";
import { atDomain, type Whereabouts } from "./whereabouts.ts";

interface Service {
  readonly preset: Preset;
  readonly use: PresetUse;
}

/** Mail of a domain that nobody can sign with a key of the domain. */
export interface Unsigned {
  /** Such as `sendgrid sends mail for example.com but has no DKIM key there`. */
  readonly fact: string;
  readonly help: string;
  readonly where: Whereabouts;
}

/**
 * Each service signs with a key of its own, so that a domain's own selectors, whatever they are for, cover as many services
 * as they are. A required key whose parameter is missing is left to `preset-incomplete`.
 */
export function unsignedOf(zone: Zone, domain: Domain): readonly Unsigned[] {
  const { domain: name, mode } = domain.spec;
  const own = ownSelectors(zone, domain);
  if (own === "hidden") return [];
  const services = servicesOf(domain);
  const shown = shownName(name);
  if (services.length === 0) {
    if (own.size > 0 || domain.records.some((one) => !isOwn(one) && isSelector(one.name))) return [];
    if (sendsByDelegation(domain)) return [];
    const fact = `${shown} sends mail (mode ${mode}) but has no DKIM key`;
    return [{ fact, help: OWN_HELP, where: atDomain(domain) }];
  }
  const keyless = [...ownServers(domain), ...services.flatMap((service) => keylessService(domain, service))];
  if (own.size >= keyless.length) return [];
  const told = keyless.filter(({ isToldElsewhere }) => !isToldElsewhere);
  if (own.size === 0) {
    return told.map(({ who, help, where }) => ({
      fact: `${who} sends mail for ${shown} but has no DKIM key there`,
      help,
      where,
    }));
  }
  const fact = `${listed(keyless.map(({ who }) => who))} send mail for ${shown}, which has only ${counted(own.size, "DKIM key")} for them, so at least one has no DKIM key there`;
  return [{ fact, help: told.map(({ help }) => help).join("; "), where: atDomain(domain) }];
}

interface Keyless {
  readonly who: string;
  readonly help: string;
  readonly where: Whereabouts;
  readonly isToldElsewhere: boolean;
}

const OWN_HELP = "enable DKIM where the mail is sent, and give its selector and key under dkim:";

/** The hosts of mail that no preset describes: whoever has mailboxes there answers from them. */
function ownServers(domain: Domain): Keyless[] {
  const { mode, mailbox } = domain.spec;
  if (mode !== "mail" || mailbox !== undefined) return [];
  return [{ who: "its own mail host", help: OWN_HELP, where: atDomain(domain), isToldElsewhere: false }];
}

function keylessService(domain: Domain, service: Service): Keyless[] {
  const { use } = service;
  if (domain.records.some((one) => isKeyOf(one, use))) return [];
  const where = { domain: withoutDot(domain.spec.domain), place: use.place };
  return [{ who: use.id, help: keyHelp(service), where, isToldElsewhere: isIncomplete(domain, use) }];
}

/** What sends: the mailbox's servers unless a gateway signs for them, and senders whose vendors sign with the domain's keys. */
function servicesOf(domain: Domain): readonly Service[] {
  const { gateway, mode } = domain.spec;
  const delegated = delegatedSenders(domain);
  const isGatewayed = gateway !== undefined && domain.records.some((one) => isKeyOf(one, gateway));
  return presetUses(domain).filter(({ preset, use }) =>
    use.role === "sender"
      ? !delegated.has(use.id) && preset.records.some(({ name }) => name.includes("_domainkey"))
      : use.role === "mailbox" &&
        mode === "mail" &&
        !isGatewayed &&
        (preset.kind === "mailbox" || preset.kind === "selfhosted"),
  );
}

const isKeyOf = ({ name, origin }: ZoneRecord, { place }: PresetUse): boolean =>
  origin.preset !== undefined && origin.place === place && isSelector(name);

const isIncomplete = ({ missing }: Domain, { place }: PresetUse): boolean =>
  missing.some(
    (one) =>
      one.required && one.place === place && one.records.some((record) => record.includes("_domainkey")),
  );

/** The texts at selectors that hold a key, revoked ones left out. */
const keysIn = once(
  (zone: Zone): ReadonlySet<ZoneRecord> =>
    new Set(textRecords(zone).dkim.flatMap(({ record, dkim }) => (dkim.key ? [record] : []))),
);

/** The records at selectors that no preset publishes, by the domain that they are for. */
const selectorsAt = once(
  (zone: Zone): ReadonlyMap<Name, readonly ZoneRecord[]> =>
    Map.groupBy(
      zone.rrsets.flatMap(({ name, records }) => (isSelector(name) ? records.filter(isOwn) : [])),
      ({ name }) => signingDomain(name),
    ),
);

/** Selectors with a key that no preset publishes, at the domain or below it; `hidden` if others hold all of `_domainkey`. */
function ownSelectors(zone: Zone, { spec, records }: Domain): ReadonlySet<Name> | "hidden" {
  const found = new Set<Name>();
  const keys = keysIn(zone);
  // those at the domain itself may come from another spec, which it accepts
  for (const record of [...records, ...(selectorsAt(zone).get(spec.domain) ?? [])]) {
    const { name, data } = record;
    if (!isOwn(record) || !name.includes("_domainkey.")) continue;
    if (data.type === "NS" || name.startsWith("*.")) return "hidden";
    if (isSelector(name) && isWithin(signingDomain(name), spec.domain)) {
      if (data.type === "CNAME" || keys.has(record)) found.add(name);
    }
  }
  for (const name of zone.external) {
    if (!name.includes("_domainkey.")) continue;
    const base = name.startsWith("_domainkey.") ? parentName(name) : signingDomain(name);
    if (base === spec.domain && name.startsWith("_domainkey.")) return "hidden";
    if (isWithin(base, spec.domain)) found.add(name);
  }
  return found;
}

/** The edit that gives a service its key, with where its vendor shows what is to be pasted. */
function keyHelp({ preset, use }: Service): string {
  const selectors = preset.records.filter(({ name }) => name.includes("_domainkey"));
  const wanted = [...new Set(selectors.flatMap(({ compiled }) => compiled.uses))].filter((name) => {
    const { default: usual, derive } = preset.parameters[name] ?? {};
    const isGiven = use.with.has(name) || preset.fixed[name] !== undefined;
    return !isGiven && usual === undefined && derive === undefined && !BUILT_INS.includes(name as never);
  });
  if (wanted.length > 0) {
    const find = preset.parameters[wanted.at(-1) ?? ""]?.find;
    return `paste ${listed(wanted)} under with: of ${use.id}${find === undefined ? "" : `, from ${oneLine(find).replace(/\.$/, "")}`}`;
  }
  const [group] = [...new Set(selectors.map((one: PresetRecord) => one.group))];
  return group === undefined
    ? `enable DKIM at ${use.id}, and give the selector and the key that it shows under dkim:`
    : `publish the DKIM records of ${use.id}: no without: for them, and groups: {${group}: true}`;
}
