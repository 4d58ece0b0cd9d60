import type { Answer } from "dns-packet";
import { isWithin } from "./names.ts";
import { answerOf, apexRecords, type PublishedRecord, published } from "./published.ts";
import type { Cloud, Store, StoredZone } from "./store.ts";

/** What is said to one question. */
export interface Reply {
  rcode: "NOERROR" | "NXDOMAIN" | "REFUSED";
  authoritative: boolean;
  answers: Answer[];
  authorities: Answer[];
}

/** How many names a chain of CNAMEs may have; loops end here with what was found so far. */
const longestChain = 16;

/** Answers a question from the store as the name servers of `cloud` would, or of whichever cloud has the zone. */
export function reply(store: Store, cloud: Cloud | undefined, name: string, type: string): Reply {
  const zones = store.zones(cloud);
  const answers: Answer[] = [];
  const seen = new Set<string>();
  let asked = name;
  for (;;) {
    const wanted = asked.toLowerCase().replace(/\.$/, "");
    const zone = zoneOf(zones, wanted);
    // The end of a chain that leaves the store is for the asker to follow.
    if (!zone)
      return {
        rcode: answers.length > 0 ? "NOERROR" : "REFUSED",
        authoritative: answers.length > 0,
        answers,
        authorities: [],
      };
    const cut = delegation(store, zone, wanted);
    if (cut) return { rcode: "NOERROR", authoritative: answers.length > 0, answers, authorities: cut };

    const found = recordsAt(store, zone, wanted);
    if (!found) return { rcode: "NXDOMAIN", authoritative: true, answers, authorities: startOf(store, zone) };
    const matches = select(store, zones, zone, found, wanted, type);
    answers.push(...matches.map((record) => answerOf(asked, record)));
    const alias =
      matches.length === 1 && type !== "CNAME" && matches[0]?.type === "CNAME" ? matches[0] : undefined;
    if (!alias) {
      const authorities = matches.length > 0 ? [] : startOf(store, zone);
      return { rcode: "NOERROR", authoritative: true, answers, authorities };
    }
    seen.add(wanted);
    asked = String(alias.data);
    if (seen.has(asked.toLowerCase()) || seen.size >= longestChain) {
      return { rcode: "NOERROR", authoritative: true, answers, authorities: [] };
    }
  }
}

/** The zone with the longest name that holds `name`; of equals the oldest. */
function zoneOf(zones: readonly StoredZone[], name: string): StoredZone | undefined {
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

function exists(store: Store, zone: StoredZone, name: string): boolean {
  return (
    name === zone.name ||
    publishedAt(store, zone, name).length > 0 ||
    store.hasBelow(zone.cloud, zone.id, name)
  );
}

function publishedAt(store: Store, zone: StoredZone, name: string): PublishedRecord[] {
  const records = store.records(zone.cloud, zone.id, name).flatMap((record) => published(zone, record));
  if (name !== zone.name) return records;
  const types = new Set(records.map(({ type }) => type));
  return [...records, ...apexRecords(zone).filter(({ type }) => !types.has(type))];
}

function startOf(store: Store, zone: StoredZone): Answer[] {
  const start = publishedAt(store, zone, zone.name).filter(({ type }) => type === "SOA");
  // RFC 2308 section 3: the negative answer lives as long as the lesser of the SOA's TTL and its minimum.
  return start.map((record) => {
    const { minimum } = record.data as { minimum: number };
    return answerOf(zone.name, { ...record, ttl: Math.min(record.ttl, minimum) });
  });
}

/** The records of a name that answer a question for `type`. */
function select(
  store: Store,
  zones: readonly StoredZone[],
  zone: StoredZone,
  found: readonly PublishedRecord[],
  name: string,
  type: string,
): PublishedRecord[] {
  const own = found.flatMap((record) => (record.follow ? followed(store, zones, record, type) : [record]));
  // RFC 8482 section 4.1: one RRset is answer enough for ANY.
  if (type === "ANY") return own.filter((record) => record.type === own[0]?.type);
  const exact = own.filter((record) => record.type === type);
  const alias = own.filter((record) => record.type === "CNAME").slice(0, 1);
  // A CNAME hides what stands beside it. At the apex of Alibaba Cloud DNS, which allows the two, MX and TXT are still
  // answered when they are asked for: "emails may be lost or arrive intermittently", says its documentation.
  if (zone.cloud === "alidns" && name === zone.name && exact.length > 0) return exact;
  return alias.length > 0 ? alias : exact;
}

/** The addresses behind a flattened CNAME or an alias; none when its target is not in the store. */
function followed(
  store: Store,
  zones: readonly StoredZone[],
  record: PublishedRecord,
  type: string,
): PublishedRecord[] {
  const wanted = type === "ANY" ? "A" : type;
  if (record.type !== "CNAME" ? record.type !== wanted : wanted !== "A" && wanted !== "AAAA") return [];
  let target = String(record.data).toLowerCase();
  for (let hops = 0; hops < longestChain; hops++) {
    const zone = zoneOf(zones, target);
    const found = (zone && recordsAt(store, zone, target)) ?? [];
    const exact = found.filter((candidate) => candidate.type === wanted && !candidate.follow);
    if (exact.length > 0)
      return exact.map(({ data, ttl }) => ({ type: wanted, ttl: Math.min(ttl, record.ttl), data }));
    const next = found.find((candidate) => candidate.type === "CNAME" || candidate.follow);
    if (!next) return [];
    target = String(next.data).toLowerCase();
  }
  return [];
}
