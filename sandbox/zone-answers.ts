/** Answers from the zones of the store, as name servers give them (RFC 1034 §4.3.2). */
import type { Answer } from "dns-packet";
import type { Cloud } from "./clouds/cloud-id.ts";
import { standInOf } from "./clouds/clouds.ts";
import { isWithin } from "./names.ts";
import { answerOf, type PublishedRecord } from "./published.ts";
import type { Store, StoredRecord, StoredZone } from "./store.ts";

/** What is said to one question. */
export interface Reply {
  readonly rcode: "NOERROR" | "NXDOMAIN" | "REFUSED";
  readonly authoritative: boolean;
  readonly answers: readonly Answer[];
  readonly authorities: readonly Answer[];
}

/** The zones that a server answers from. */
interface Served {
  readonly store: Store;
  readonly zones: readonly StoredZone[];
}

/** How many names a chain of CNAMEs may have; loops end here with what was found so far. */
const LONGEST_CHAIN = 16;

/** Answers a question from the store as the name servers of `cloud` would, or of whichever cloud has the zone. */
export function reply(store: Store, cloud: Cloud | undefined, name: string, type: string): Reply {
  const served: Served = { store, zones: store.zones(cloud) };
  const answers: Answer[] = [];
  const seen = new Set<string>();
  for (let asked = name; ; ) {
    const wanted = asked.toLowerCase().replace(/\.$/, "");
    const zone = zoneOf(served, wanted);
    // the end of a chain that leaves the store is for the client to follow
    if (!zone) {
      const isChain = answers.length > 0;
      return {
        rcode: isChain ? "NOERROR" : "REFUSED",
        authoritative: isChain,
        answers,
        authorities: [],
      };
    }
    const cut = delegation(store, zone, wanted);
    if (cut) return { rcode: "NOERROR", authoritative: answers.length > 0, answers, authorities: cut };

    const found = recordsAt(store, zone, wanted);
    if (!found) return { rcode: "NXDOMAIN", authoritative: true, answers, authorities: startOf(store, zone) };
    const matches = select(served, zone, found, wanted, type);
    answers.push(...matches.map((record) => answerOf(asked, record)));
    const [alias] = matches.length === 1 && type !== "CNAME" ? matches : [];
    if (alias?.type !== "CNAME") {
      const authorities = matches.length > 0 ? [] : startOf(store, zone);
      return { rcode: "NOERROR", authoritative: true, answers, authorities };
    }
    seen.add(wanted);
    asked = String(alias.data);
    if (seen.has(asked.toLowerCase()) || seen.size >= LONGEST_CHAIN) {
      return { rcode: "NOERROR", authoritative: true, answers, authorities: [] };
    }
  }
}

/** The zone with the longest name that holds `name`; of equals the oldest. */
function zoneOf({ zones }: Served, name: string): StoredZone | undefined {
  return zones
    .filter((zone) => isWithin(name, zone.name))
    .reduce<StoredZone | undefined>(
      (best, zone) => (best && best.name.length >= zone.name.length ? best : zone),
      undefined,
    );
}

/** The NS of the highest zone cut between the apex and `name`, when there is one. */
function delegation(store: Store, zone: StoredZone, name: string): Answer[] | undefined {
  const labels = name.slice(0, -zone.name.length).split(".").filter(Boolean);
  for (let depth = labels.length - 1; depth >= 0; depth--) {
    const owner = `${labels.slice(depth).join(".")}.${zone.name}`;
    const servers = publishedAt(store, zone, owner).filter(({ type }) => type === "NS");
    if (servers.length > 0) return servers.map((record) => answerOf(owner, record));
  }
  return undefined;
}

/** The records at `name`, from a wildcard when the name does not exist (RFC 4592); undefined for NXDOMAIN. */
function recordsAt(store: Store, zone: StoredZone, name: string): PublishedRecord[] | undefined {
  if (exists(store, zone, name)) return publishedAt(store, zone, name);
  let encloser = name;
  do {
    encloser = encloser.slice(encloser.indexOf(".") + 1);
  } while (!exists(store, zone, encloser));
  const wildcard = `*.${encloser}`;
  return exists(store, zone, wildcard) ? publishedAt(store, zone, wildcard) : undefined;
}

const exists = (store: Store, zone: StoredZone, name: string): boolean =>
  name === zone.name ||
  publishedAt(store, zone, name).length > 0 ||
  store.hasBelow(zone.cloud, zone.id, name);

function publishedAt(store: Store, zone: StoredZone, name: string): PublishedRecord[] {
  const records = store.records(zone.cloud, zone.id, name).flatMap((record) => published(zone, record));
  if (name !== zone.name) return records;
  const types = new Set(records.map(({ type }) => type));
  return [...records, ...apexRecords(zone).filter(({ type }) => !types.has(type))];
}

/** The negative answer lives as long as the lesser of the SOA's TTL and its minimum (RFC 2308 §3). */
function startOf(store: Store, zone: StoredZone): Answer[] {
  const start = publishedAt(store, zone, zone.name).filter(({ type }) => type === "SOA");
  return start.map((record) => {
    const { minimum } = record.data as { readonly minimum: number };
    return answerOf(zone.name, { ...record, ttl: Math.min(record.ttl, minimum) });
  });
}

/** The records of a name that answer a question for `type`. */
function select(
  served: Served,
  zone: StoredZone,
  found: readonly PublishedRecord[],
  name: string,
  type: string,
): readonly PublishedRecord[] {
  const own = found.flatMap((record) => (record.follow ? followed(served, record, type) : [record]));
  // one RRset is answer enough for ANY (RFC 8482 §4.1)
  if (type === "ANY") return own.filter((record) => record.type === own[0]?.type);
  const exact = own.filter((record) => record.type === type);
  const isAnswered = name === zone.name && standInOf(zone.cloud).answersBesideApexCname;
  if (isAnswered && exact.length > 0) return exact;
  // elsewhere a CNAME hides what is beside it
  const alias = own.filter((record) => record.type === "CNAME").slice(0, 1);
  return alias.length > 0 ? alias : exact;
}

/** The addresses behind a flattened CNAME or an alias; none when its target is not in the store. */
function followed(served: Served, record: PublishedRecord, type: string): PublishedRecord[] {
  const wanted = type === "ANY" ? "A" : type;
  if (record.type !== "CNAME" ? record.type !== wanted : wanted !== "A" && wanted !== "AAAA") return [];
  let target = String(record.data).toLowerCase();
  for (let hops = 0; hops < LONGEST_CHAIN; hops++) {
    const zone = zoneOf(served, target);
    const found = (zone && recordsAt(served.store, zone, target)) ?? [];
    const exact = found.filter((candidate) => candidate.type === wanted && !candidate.follow);
    if (exact.length > 0)
      return exact.map(({ data, ttl }) => ({ type: wanted, ttl: Math.min(ttl, record.ttl), data }));
    const next = found.find((candidate) => candidate.type === "CNAME" || candidate.follow);
    if (!next) return [];
    target = String(next.data).toLowerCase();
  }
  return [];
}

/** What the name servers of the record's cloud say of it. */
const published = (zone: StoredZone, record: StoredRecord<unknown>): readonly PublishedRecord[] =>
  standInOf(record.cloud).publish(zone, record);

/** The records that every zone has at its apex, unless the store holds them. */
function apexRecords({ cloud, settings }: StoredZone): PublishedRecord[] {
  const [primary = "ns.sandbox.invalid"] = settings.nameServers;
  const { minimum, rname } = standInOf(cloud).start;
  const soa = { mname: primary, rname, serial: 1, refresh: 7200, retry: 900, expire: 1209600, minimum };
  return [
    { type: "SOA", ttl: minimum, data: soa },
    ...settings.nameServers.map((server) => ({ type: "NS", ttl: 86400, data: server })),
  ];
}
