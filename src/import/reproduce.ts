/** Writes the spec that publishes what a zone has, and proves it: the spec's own expansion is compared with the zone. */
import { composeDkim, parseDkim } from "../mail/dkim.ts";
import type { Service } from "../preset/detect/service.ts";
import { type CloudOfServer, dnsHost, draftOf } from "../preset/detect/suggest.ts";
import type { Library } from "../preset/library.ts";
import type { KeyDraft, RecordDraft, SpecDraft } from "../spec/print.ts";
import { USUAL_TTL } from "../spec/usual-ttl.ts";
import { distinctRecords, repeatedRecords } from "../zone/distinct-records.ts";
import { type Name, nearestAbove, relativeName, withoutDot } from "../zone/name.ts";
import { compareNames, compareRdata, compareText } from "../zone/order.ts";
import { printRdata, printUndotted, type Rdata } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { fitDraft, type Wanted } from "./fit-draft.ts";
import { mailDomains, servicesAt } from "./mail-domains.ts";
import { mailRecords } from "./mail-records.ts";
import { type Meaning, meaningAmong } from "./meaning.ts";
import { withMode } from "./mode.ts";
import { type PublishedRecord, publishDraft, usesOf } from "./published.ts";
import type { Inexpressible, SourceRecord, SourceZone } from "./source-zone.ts";

/** A record that the spec publishes in another form than the source has it. */
export interface Rewritten {
  readonly name: Name;
  readonly type: string;
  /** What is different: the TTL, the text, or what a spec cannot say. */
  readonly what: "ttl" | "text" | "besides";
  readonly found: string;
  readonly written: string;
}

/** What was made of one mail domain of a zone. */
export interface Reproduction {
  readonly domain: Name;
  readonly zone: Name;
  readonly from: string;
  /** Undefined for a zone without mail. */
  readonly draft: SpecDraft | undefined;
  /** The presets that the spec uses. */
  readonly services: readonly Service[];
  readonly taken: readonly SourceRecord[];
  /** What the spec publishes, where no defaults apply to it. */
  readonly published: readonly ZoneRecord[];
  readonly left: readonly Inexpressible[];
  readonly rewritten: readonly Rewritten[];
  /** Records of the source that the spec does not publish, and records that only the spec publishes: none but for a bug. */
  readonly unproven: readonly { readonly name: Name; readonly data: Rdata }[];
}

export interface Means {
  readonly library: Library;
  readonly cloudOfServer: CloudOfServer;
  /** `mail`: what belongs to mail; `all`: whatever a spec can say. */
  readonly take: "mail" | "all";
}

/** One for each mail domain of the zone, the zone's own name first. */
export function reproduce(source: SourceZone, means: Means): readonly Reproduction[] {
  const { zone } = source;
  const records = distinctRecords(source.records.filter((one) => !isHosts(one, zone)));
  const dns = source.dns ?? dnsHost(source.records, zone, means.cloudOfServer);
  const domains = mailDomains(records, zone, means.library);
  const holder = ({ name }: { readonly name: Name }): Name => nearestAbove(name, domains) ?? zone;
  const recordsOf = Map.groupBy(records, holder);
  const othersOf = Map.groupBy(source.others, holder);
  return domains.map((domain) =>
    reproduceDomain(
      { domain, zone, from: source.from, dns },
      recordsOf.get(domain) ?? [],
      othersOf.get(domain) ?? [],
      means,
    ),
  );
}

interface About {
  readonly domain: Name;
  readonly zone: Name;
  readonly from: string;
  readonly dns: SpecDraft["dns"] | undefined;
}

function reproduceDomain(
  { domain, zone, from, dns }: About,
  records: readonly SourceRecord[],
  others: readonly Inexpressible[],
  { library, take }: Means,
): Reproduction {
  const found = servicesAt(records, domain, zone, library);
  const known = new Set(found.flatMap(({ detection }) => detection.matched.map(({ fact }) => fact.record)));
  const forMail = mailRecords(records, domain, known);
  const isTaken = (one: SourceRecord): boolean => forMail.size > 0 && (take === "all" || forMail.has(one));
  const taken = records.filter(isTaken);
  const left = [...records.filter((one) => !isTaken(one)).map(leftAlone), ...others];
  const about = { domain, zone, from, taken, left };
  if (taken.length === 0) return { ...about, draft: undefined, ...NOTHING };
  const head: SpecDraft = {
    domain: withoutDot(domain),
    ...(zone === domain ? {} : { zone: withoutDot(zone) }),
    ...(dns === undefined ? {} : { dns }),
  };
  const wanted = { records: taken, meaning: meaningAmong(taken) };
  const said = { ...draftOf(found, taken, domain, library), ...head, records: [] };
  const proven = proof(whole(fitDraft(said, wanted, library), wanted, library), wanted, library);
  const { draft, published, unproven } =
    proven.unproven.length === 0 ? proven : proof(whole(head, wanted, library), wanted, library);
  const services = servicesIn(draft, found);
  return { ...about, draft, services, published, rewritten: rewrittenOf(published, wanted), unproven };
}

/** Those that the draft uses, each as often as it does: one service may be found by several of its records. */
function servicesIn(draft: SpecDraft, found: readonly Service[]): readonly Service[] {
  const uses = usesOf(draft).map(({ provider }) => provider);
  return found.filter(({ id, role }) => {
    if (role === "parked") return draft.mode === "parked";
    const at = uses.indexOf(id);
    return at >= 0 && uses.splice(at, 1).length > 0;
  });
}

const NOTHING = { services: [], published: [], rewritten: [], unproven: [] };

interface Proof {
  readonly draft: SpecDraft;
  readonly published: readonly PublishedRecord[];
  readonly unproven: Reproduction["unproven"];
}

function proof(draft: SpecDraft, wanted: Wanted<SourceRecord>, library: Library): Proof {
  const { records: published } = publishDraft(draft, library);
  return { draft, published, unproven: difference(published, wanted) };
}

/** The DNS host's own. */
const isHosts = ({ name, data }: SourceRecord, zone: Name): boolean => name === zone && data.type === "NS";

const leftAlone = ({ name, data }: SourceRecord): Inexpressible => ({
  name,
  type: data.type,
  why: "does not belong to mail",
});

/** The draft with everything of the source that its presets do not publish. */
function whole(
  draft: SpecDraft,
  { records: taken, meaning }: Wanted<SourceRecord>,
  library: Library,
): SpecDraft {
  const ready = withMode(draft, []);
  const published = publishDraft(ready, library).records;
  const covered = new Set(published.map(meaning));
  const rest = taken.filter((one) => !covered.has(meaning(one)));
  const ttl = usualTtl(taken.filter((one) => covered.has(meaning(one)))) ?? usualTtl(rest) ?? USUAL_TTL;
  const keys = keysOf(rest, draft.domain, { ttl, meaning });
  const records = recordDrafts(
    rest.filter((one) => !keys.has(one)),
    { domain: `${draft.domain}.`, ttl, shared: new Set(published.map(rrsetOf)) },
  );
  return withMode(
    {
      ...draft,
      ...(ttl === USUAL_TTL ? {} : { ttl }),
      ...(keys.size === 0 ? {} : { dkim: [...keys.values()] }),
      ...(records.length === 0 ? {} : { records }),
    },
    records,
  );
}

/** The most frequent TTL; of several, the longest. */
function usualTtl(records: readonly SourceRecord[]): number | undefined {
  const counts = Map.groupBy(
    records.flatMap(({ ttl }) => (ttl === undefined ? [] : [ttl])),
    (ttl) => ttl,
  );
  const [most] = [...counts].sort(([a, x], [b, y]) => y.length - x.length || b - a);
  return most?.[0];
}

/** The DKIM keys of the domain that the spec can name: those whose records say no more than that, and are alone. */
function keysOf(
  records: readonly SourceRecord[],
  domain: string,
  usual: { readonly ttl: number; readonly meaning: Meaning },
): ReadonlyMap<SourceRecord, KeyDraft> {
  const keys = new Map<SourceRecord, KeyDraft>();
  for (const [name, [record, ...others]] of Map.groupBy(records, (one) => one.name)) {
    if (record === undefined || others.length > 0 || !name.endsWith(`._domainkey.${domain}.`)) continue;
    const key = (record.ttl ?? usual.ttl) === usual.ttl ? keyOf(record, domain, usual.meaning) : undefined;
    if (key !== undefined) keys.set(record, key);
  }
  return keys;
}

function keyOf({ name, data }: SourceRecord, domain: string, meaning: Meaning): KeyDraft | undefined {
  const selector = name.slice(0, -`._domainkey.${domain}.`.length);
  if (selector === "" || selector.includes("*")) return undefined;
  if (data.type === "CNAME") return { selector, cname: shownData(data) };
  const key = data.type === "TXT" ? parseDkim(data.text).key?.replace(/\s+/g, "") : undefined;
  if (!key) return undefined;
  const isSame = meaning({ name, data: { type: "TXT", text: composeDkim(key) } }) === meaning({ name, data });
  return isSame ? { selector, key } : undefined;
}

interface Base {
  readonly domain: Name;
  readonly ttl: number;
  /** RRsets in which other parts of the spec have records, so that they have its TTL. */
  readonly shared: ReadonlySet<string>;
}

const rrsetOf = ({ name, data }: Pick<SourceRecord, "name" | "data">): string => `${name} ${data.type}`;

/** One item for each RRset. If its records have several TTLs, the lowest is the one that counts (RFC 2181 §5.2). */
function recordDrafts(records: readonly SourceRecord[], { domain, ttl, shared }: Base): RecordDraft[] {
  return [...Map.groupBy(records, rrsetOf)]
    .map(([rrset, set]) => ({
      set: set.toSorted((a, b) => compareRdata(a.data, b.data)),
      own: shared.has(rrset) ? ttl : Math.min(...set.map((one) => one.ttl ?? ttl)),
    }))
    .sort(
      ({ set: [a] }, { set: [b] }) =>
        compareNames(a?.name ?? "", b?.name ?? "") || compareText(a?.data.type ?? "", b?.data.type ?? ""),
    )
    .flatMap(({ set, own }): RecordDraft[] => {
      const [first] = set;
      if (first === undefined) return [];
      const values = set.map(({ data }) => shownData(data));
      return [
        {
          name: relativeName(first.name, domain),
          type: first.data.type,
          ...(own === ttl ? {} : { ttl: own }),
          value: values.length === 1 ? (values[0] as string) : values,
        },
      ];
    });
}

/** The data as a spec takes it: hosts without their final dot where the dots inside say that they are whole names. */
function shownData(data: Rdata): string {
  if (data.type === "TXT") return data.text;
  if (data.type === "CAA") return printRdata(data);
  const bare = printUndotted(data);
  return bare.slice(bare.lastIndexOf(" ") + 1).includes(".") ? bare : printRdata(data);
}

function difference(
  published: readonly PublishedRecord[],
  { records: taken, meaning }: Wanted<SourceRecord>,
): readonly { readonly name: Name; readonly data: Rdata }[] {
  const said = new Set(published.map(meaning));
  const there = new Set(taken.map(meaning));
  return [
    ...taken.filter((one) => !said.has(meaning(one))),
    ...published.filter((one) => !there.has(meaning(one))),
    ...repeatedRecords(published),
  ];
}

function rewrittenOf(
  published: readonly PublishedRecord[],
  { records: taken, meaning }: Wanted<SourceRecord>,
): readonly Rewritten[] {
  const byMeaning = new Map(published.map((one) => [meaning(one), one]));
  return taken.flatMap((one): Rewritten[] => {
    const written = byMeaning.get(meaning(one));
    if (written === undefined) return [];
    const at = { name: one.name, type: one.data.type };
    const texts = [printRdata(one.data), printRdata(written.data)] as const;
    return [
      ...(texts[0] === texts[1]
        ? []
        : [{ ...at, what: "text", found: texts[0], written: texts[1] } as const]),
      ...(one.ttl === undefined || one.ttl === written.ttl
        ? []
        : [{ ...at, what: "ttl", found: String(one.ttl), written: String(written.ttl) } as const]),
      ...(one.besides === undefined
        ? []
        : [{ ...at, what: "besides", found: one.besides, written: "" } as const]),
    ];
  });
}
