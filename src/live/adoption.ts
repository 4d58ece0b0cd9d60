/** What of a surveyed stack's zones can be taken into its state, under which names, and what becomes of it then. Pure. */
import { cloudOf } from "../cloud/clouds.ts";
import type { LiveRecord, LiveValue } from "../cloud/listing.ts";
import { accountPrefix, ownerPath } from "../cloud/resource-name.ts";
import { nameIfWanted, strangersAmong } from "../inventory/live-record.ts";
import { textKind } from "../mail/text-kind.ts";
import { absolute, isWithin, type Name, nearestAbove, relativeName, withoutDot } from "../zone/name.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import type { Survey, SurveyedLive, SurveyedRecord, SurveyedZone } from "./survey.ts";

/** What is taken besides the records that are wanted. */
export interface AdoptionChoice {
  /** Mail domains, in A-labels without final dots; none means all. */
  readonly domains: ReadonlySet<string>;
  /** `conflicting`: foreign records that are in the way; `apex-cname`: a CNAME at the zone's apex too. */
  readonly also: ReadonlySet<"conflicting" | "apex-cname">;
  /** Ids of foreign records that are taken whether they are in the way or not. */
  readonly records: ReadonlySet<string>;
}

export interface Adoption {
  /** In the order of the zones and of their listings. */
  readonly taken: readonly Taken[];
  /** What is wanted or in the way, and is not taken. */
  readonly left: readonly Left[];
}

interface Found {
  readonly zone: SurveyedZone;
  readonly record: LiveRecord;
  /** The mail domain, without final dot. */
  readonly domain: string;
}

export interface Taken extends Found {
  /** Logical name of the resource that it becomes. */
  readonly name: string;
  /** Pulumi token. */
  readonly type: string;
  /** URNs. */
  readonly parent: string;
  readonly provider: string;
  /** What the next `pulumi up` does with it. */
  readonly fate: "keep" | "change" | "delete";
  /** Presentation form; none where it is deleted. */
  readonly wanted: readonly string[];
  /** TTL that it gets; absent where it stays as it is. */
  readonly ttl?: number;
  /** Values that share the record with the wanted ones and are nobody's mail: to be written into the domain's spec. */
  readonly carried: readonly Rdata[];
}

export interface Left extends Found {
  /** Why, and what takes it or ends the conflict. */
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

/** Ids that are in no zone of the stack, or whose records the stack owns already. */
export function unknownRecords(survey: Survey, ids: ReadonlySet<string>): string[] {
  const foreign = survey.zones.flatMap(({ live }) =>
    live.filter(({ standing }) => standing !== "owned" && standing !== "leaving").map(({ id }) => id),
  );
  return [...ids].filter((id) => !foreign.includes(id));
}

/** What the wanted records of this place hold that mail does not use: left out, it would be lost with the next change. */
const SHARED: ReadonlySet<string> = new Set(["TXT", "CAA", "TLSA"]);

function toKeep(found: Found, wanted: SurveyedRecord): Taken {
  const { record, zone } = found;
  const raised = cloudOf(zone.cloud).raise(wanted.args);
  const ttl = raised?.ttl === record.ttl ? undefined : raised?.ttl;
  const texts = (raised?.data ?? []).map(printRdata);
  const strangers = strangersAmong(record.values, raised?.data ?? []);
  const isSame =
    strangers.length === 0 && texts.length === record.values.length && !record.proxied && !record.disabled;
  const { name, type, parent, provider } = wanted;
  return {
    ...found,
    name,
    type,
    parent,
    provider,
    fate: isSame && ttl === undefined ? "keep" : "change",
    wanted: texts,
    ...(ttl !== undefined && { ttl }),
    carried: strangersToCarry(found, strangers, raised?.data ?? []).flatMap(({ data }) => data ?? []),
  };
}

/** Of a set's unwanted values those that are not the same kind of mail policy as a wanted one. */
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
    const own = kind(data);
    return own === undefined || !kinds.has(own);
  });
}

function whyNotTaken(found: Found, wanted: SurveyedRecord): string | undefined {
  const { record, zone } = found;
  if (record.locked) return locked(zone);
  const raised = cloudOf(zone.cloud).raise(wanted.args)?.data ?? [];
  const strangers = strangersAmong(record.values, raised);
  const unreadable = strangersToCarry(found, strangers, raised).filter(({ data }) => data === undefined);
  return unreadable.length > 0
    ? "one of its values is not of a form that a spec can hold, and would be lost: change the record by hand so that it holds what is wanted besides, or take the value out"
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

function whyNotDeleted(
  { zone, record }: Found,
  { also }: AdoptionChoice,
  isNamed: boolean,
): string | undefined {
  if (zone.wanted.length === 0) return "nothing is wanted in its zone";
  if (record.locked) return locked(zone);
  if (record.setIdentifier !== undefined) {
    return "it is one of several that a routing policy picks from, beside which Route 53 takes no simple record: delete them there first";
  }
  const atApex = record.name === zone.name;
  if (atApex && record.type === "CNAME" && !also.has("apex-cname")) {
    return "the web site at that name stops when it goes: publish its addresses first, then --conflicting --apex-cname";
  }
  if (isNamed) return undefined;
  if (!also.has("conflicting")) return "--conflicting takes it, and the next pulumi up deletes it";
  const isToken =
    atApex && record.type === "TXT" && record.values.every((value) => !isPolicy(record.name, value));
  return isToken ? `it is no mail policy: --record ${record.id} takes it all the same` : undefined;
}

const isPolicy = (name: Name, { data }: LiveValue): boolean =>
  data?.type === "TXT" && textKind(name, data.text) !== undefined;

const locked = ({ cloud }: SurveyedZone): string =>
  `${cloudOf(cloud).title} made it for a service of its own, such as Email Routing: switch that off there`;

/** The nearest mail domain above a name. */
export function domainOf({ domains }: SurveyedZone, name: Name): string {
  const nearest = nearestAbove(name, domains.map(absolute));
  return nearest === undefined ? (domains[0] as string) : withoutDot(nearest);
}

/** Logical names of foreign records: those that they would have if they were wanted, else with their ids behind. */
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

/** What an import needs to know of a record, or of a zone, which has no parent but the stack. */
export interface Importable
  extends Pick<Taken, "name" | "type" | "provider">,
    Partial<Pick<Taken, "parent">> {
  readonly record: Pick<LiveRecord, "importId">;
}

/** The parents and providers must be in the state before it is imported. */
export function importFile(taken: readonly Importable[]): ImportFile {
  const nameTable: Record<string, string> = {};
  for (const { parent, provider } of taken) {
    // names of the table alone: a URN is the one that meets no logical name
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

/** What the specs need so that nothing of the taken records is lost. */
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
