/** Which live records of a surveyed stack can be adopted, under which names, and what happens to them then. Pure. */
import { cloudOf } from "../cloud/clouds.ts";
import type { LiveRecord, LiveValue } from "../cloud/listing.ts";
import { accountPrefix, ownerPath } from "../cloud/resource-name.ts";
import { nameIfWanted, strangersAmong } from "../inventory/live-record.ts";
import { textKind } from "../mail/text-kind.ts";
import { absolute, isWithin, type Name, nearestAbove, relativeName, withoutDot } from "../zone/name.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import type { Survey, SurveyedLive, SurveyedRecord, SurveyedZone } from "./survey.ts";

/** What to adopt besides the wanted records. */
export interface AdoptionChoice {
  /** Mail domains, in A-labels without final dots; none means all. */
  readonly domains: ReadonlySet<string>;
  /** `conflicting`: foreign records that conflict; `apex-cname`: also a CNAME at the zone's apex. */
  readonly also: ReadonlySet<"conflicting" | "apex-cname">;
  /** Ids of foreign records to adopt whether or not they conflict. */
  readonly records: ReadonlySet<string>;
}

export interface Adoption {
  /** In the order of the zones and of their listings. */
  readonly taken: readonly Taken[];
  /** Records that are wanted or conflict, and are not adopted. */
  readonly left: readonly Left[];
}

interface Found {
  readonly zone: SurveyedZone;
  readonly record: LiveRecord;
  /** The mail domain, without final dot. */
  readonly domain: string;
}

export interface Taken extends Found {
  /** Logical name of its future resource. */
  readonly name: string;
  /** Pulumi token. */
  readonly type: string;
  /** URNs. */
  readonly parent: string;
  readonly provider: string;
  /** What the next `pulumi up` does with it. */
  readonly fate: "keep" | "change" | "delete";
  /** Presentation form; none if it is deleted. */
  readonly wanted: readonly string[];
  /** Its new TTL; absent if that does not change. */
  readonly ttl?: number;
  /** Values that share the record with the wanted ones and are unrelated to mail: to be added to the domain's spec. */
  readonly carried: readonly Rdata[];
}

export interface Left extends Found {
  /** Why, and how to adopt it or end the conflict. */
  readonly why: string;
}

export function planAdoption(survey: Survey, choice: AdoptionChoice): Adoption {
  const taken: Taken[] = [];
  const left: Left[] = [];
  for (const zone of survey.zones) {
    const names = new Names(survey, zone);
    for (const [i, record] of (zone.listing ?? []).entries()) {
      const live = zone.live[i] as SurveyedLive;
      if (live.standing === "owned" || live.standing === "leaving") continue;
      const wanted = zone.wanted.find(({ name }) => name === live.wanted);
      const domain = wanted?.domain ?? domainOf(zone, record.name);
      if (choice.domains.size > 0 && !choice.domains.has(domain)) continue;
      const found: Found = { zone, record, domain };
      const isNamed = choice.records.has(record.id);
      if (wanted === undefined && !live.conflicts && !isNamed) continue;
      const why = wanted === undefined ? whyNotDeleted(found, choice, isNamed) : whyNotTaken(found, wanted);
      if (why !== undefined) left.push({ ...found, why });
      else if (wanted === undefined) taken.push(toDelete(found, names.nameOf(record)));
      else taken.push(toKeep(found, wanted));
    }
  }
  return { taken, left };
}

/** Ids that are in no zone of the stack, or whose records the stack already owns. */
export function unknownRecords(survey: Survey, ids: ReadonlySet<string>): string[] {
  const foreign = survey.zones.flatMap(({ live }) =>
    live.filter(({ standing }) => standing !== "owned" && standing !== "leaving").map(({ id }) => id),
  );
  return [...ids].filter((id) => !foreign.includes(id));
}

/** Types whose RRsets may also hold values unrelated to mail, which the next change would delete. */
const SHARED: ReadonlySet<string> = new Set(["TXT", "CAA", "TLSA"]);

function toKeep(found: Found, wanted: SurveyedRecord): Taken {
  const { record, zone } = found;
  const raised = cloudOf(zone.cloud).raise(wanted.args);
  const ttl = raised?.ttl === record.ttl ? undefined : raised?.ttl;
  const texts = (raised?.data ?? []).map(printRdata);
  const strangers = strangersAmong(record.values, raised?.data ?? []);
  const isSame =
    strangers.length === 0 && texts.length === record.values.length && !record.proxied && !record.disabled;
  const isInForm = sameTexts(record, cloudOf(zone.cloud).listing.texts(wanted.args));
  const { name, type, parent, provider } = wanted;
  return {
    ...found,
    name,
    type,
    parent,
    provider,
    fate: isSame && isInForm && ttl === undefined ? "keep" : "change",
    wanted: texts,
    ...(ttl !== undefined && { ttl }),
    carried: strangersToCarry(found, strangers, raised?.data ?? []).flatMap(({ data }) => data ?? []),
  };
}

/**
 * Whether the record has the very texts of a resource: engines compare these, so a final dot, a capital, another form of an IPv6
 * address or another split of a text is a change, though it means the same.
 */
const sameTexts = ({ values }: LiveRecord, texts: readonly string[]): boolean =>
  values
    .map(({ text }) => text)
    .sort()
    .join("\n") === texts.toSorted().join("\n");

/** The unwanted values of a set, except those of the same kind of mail policy as a wanted one. */
function strangersToCarry(
  { zone, record }: Found,
  strangers: readonly LiveValue[],
  wanted: readonly Rdata[],
): readonly LiveValue[] {
  if (cloudOf(zone.cloud).unit !== "rrset" || !SHARED.has(record.type)) return [];
  const kind = (data: Rdata | undefined): string | undefined =>
    data?.type === "TXT" ? textKind(record.name, data.text) : undefined;
  const kinds = new Set(wanted.map(kind).filter((one) => one !== undefined));
  return strangers.filter(({ data }) => {
    // an empty text says nothing, and the provider drops it (docs/facts/route53.md, provider)
    if (data?.type === "TXT" && data.text === "") return false;
    const own = kind(data);
    return own === undefined || !kinds.has(own);
  });
}

function whyNotTaken(found: Found, wanted: SurveyedRecord): string | undefined {
  const { record, zone } = found;
  if (isOfTheZone(found)) return ownRecord(zone);
  if (record.locked) return locked(zone);
  const raised = cloudOf(zone.cloud).raise(wanted.args)?.data ?? [];
  const strangers = strangersAmong(record.values, raised);
  const unreadable = strangersToCarry(found, strangers, raised).filter(({ data }) => data === undefined);
  return unreadable.length > 0
    ? "one of its values cannot be written in a spec, and would be lost: add the wanted values to the record by hand, or remove that value"
    : undefined;
}

function toDelete(found: Found, name: string): Taken {
  const { zone, domain } = found;
  const [any] = zone.wanted as [SurveyedRecord, ...SurveyedRecord[]];
  const own = zone.wanted.find((one) => one.domain === domain) ?? any;
  const { type, parent, provider } = own;
  return {
    ...found,
    domain: own.domain,
    name,
    type,
    parent,
    provider,
    fate: "delete",
    wanted: [],
    carried: [],
  };
}

function whyNotDeleted(found: Found, { also }: AdoptionChoice, isNamed: boolean): string | undefined {
  const { zone, record } = found;
  if (isOfTheZone(found)) return ownRecord(zone);
  if (zone.wanted.length === 0) return "the specs want nothing in its zone";
  if (record.locked) return locked(zone);
  if (record.setIdentifier !== undefined) {
    return "it belongs to a routing policy, beside which Route 53 refuses simple records: delete the policy's records there first";
  }
  const atApex = record.name === zone.name;
  if (atApex && record.type === "CNAME" && !also.has("apex-cname")) {
    return "the web site at that name stops when it is deleted: publish its addresses first, then use --conflicting --apex-cname";
  }
  if (isNamed) return undefined;
  if (!also.has("conflicting")) return "--conflicting adopts it, and the next pulumi up deletes it";
  const isToken =
    atApex && record.type === "TXT" && record.values.every((value) => !isPolicy(record.name, value));
  return isToken ? `it is not a mail policy: use --record ${record.id} to adopt it anyway` : undefined;
}

/** A zone is answered by these alone, so no stack may ever delete them (RFC 1034 §4.2.1). */
const isOfTheZone = ({ zone, record }: Found): boolean =>
  record.name === zone.name && (record.type === "NS" || record.type === "SOA");

const ownRecord = ({ cloud }: SurveyedZone): string =>
  `${cloudOf(cloud).title} makes it for the zone itself, which would be gone without it`;

const isPolicy = (name: Name, { data }: LiveValue): boolean =>
  data?.type === "TXT" && textKind(name, data.text) !== undefined;

const locked = ({ cloud }: SurveyedZone): string =>
  `${cloudOf(cloud).title} created it for one of its own services, such as Email Routing: turn that service off there`;

/** The nearest mail domain above a name. */
export function domainOf({ domains }: SurveyedZone, name: Name): string {
  const nearest = nearestAbove(name, domains.map(absolute));
  return nearest === undefined ? (domains[0] as string) : withoutDot(nearest);
}

/** Logical names of foreign records: the names they would have if they were wanted, with their ids appended if taken. */
class Names {
  readonly #zone: SurveyedZone;
  readonly #taken: Set<string>;

  constructor({ owned }: Survey, zone: SurveyedZone) {
    this.#zone = zone;
    this.#taken = new Set([...zone.wanted, ...owned].map(({ type, name }) => `${type} ${name}`));
  }

  nameOf(record: LiveRecord): string {
    const { name: zone, cloud, account } = this.#zone;
    const { token } = cloudOf(cloud);
    const ifWanted =
      nameIfWanted(cloudOf(cloud), zone, record) ?? `${ownerPath(zone, record.name)}/${record.type}`;
    const natural = `${accountPrefix(account)}${ifWanted}`;
    const name = this.#taken.has(`${token} ${natural}`) ? `${natural}:${record.id}` : natural;
    this.#taken.add(`${token} ${name}`);
    return name;
  }
}

/** A file for `pulumi import --file`. */
export interface ImportFile {
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly id: string;
    readonly parent?: string;
    readonly provider: string;
  }[];
}

/** What an import needs to know about a record, or about a zone, which has no parent but the stack. */
export interface Importable
  extends Pick<Taken, "name" | "type" | "provider">,
    Partial<Pick<Taken, "parent">> {
  readonly record: Pick<LiveRecord, "importId">;
}

/** The parents and providers must be in the state before it is imported. */
export function importFile(taken: readonly Importable[]): ImportFile {
  const nameTable: Record<string, string> = {};
  for (const { parent, provider } of taken) {
    // keys of this table only: a URN cannot collide with a logical name
    if (parent !== undefined) nameTable[parent] = parent;
    nameTable[provider] = provider;
  }
  return {
    nameTable,
    resources: taken.map(({ type, name, record, parent, provider }) => ({
      type,
      name,
      id: record.importId,
      ...(parent !== undefined && { parent }),
      provider,
    })),
  };
}

/** An item of a spec's `records:`. */
export interface SpecItem {
  readonly domain: string;
  readonly item: { readonly name?: string; readonly type: string; readonly value: string };
}

/** What the specs need so that nothing in the adopted records is lost. */
export function specItems(taken: readonly Taken[]): SpecItem[] {
  return taken.flatMap(({ domain, record, carried }) =>
    carried.map((data): SpecItem => {
      const name = relativeName(record.name, absolute(domain));
      return {
        domain,
        item: {
          ...(name !== "@" && { name: isWithin(record.name, absolute(domain)) ? name : record.name }),
          type: data.type,
          value: data.type === "TXT" ? data.text : printRdata(data),
        },
      };
    }),
  );
}

/** Values of a live record, as the table of `adopt` shows them. */
export const liveTexts = ({ values, alias }: LiveRecord): string[] =>
  alias === undefined
    ? values.map(({ data, text }) => (data === undefined ? text : printRdata(data)))
    : [`alias of ${withoutDot(alias)}`];
