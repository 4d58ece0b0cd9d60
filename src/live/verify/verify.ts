/** Asks every server of each zone, and each given resolver, for every record that the specs want. */
import type { Zone } from "../../plan/zone.ts";
import type { Rdata } from "../../zone/rdata.ts";
import type { RRset } from "../../zone/rrset.ts";
import { atOnce } from "../at-once.ts";
import type { Ask, Asker } from "../dns/asker.ts";
import { forwarding } from "../dns/forwarding.ts";
import { type IteratingResolver, iterating, type Start } from "../dns/iterating.ts";
import type { ReplyRecord, Server } from "../dns/reply.ts";
import { throughResolver } from "../dns/through-resolver.ts";
import { agrees, printed } from "./agreement.ts";
import { chainFault } from "./chain.ts";
import type { Asked, DelegationFault, Heard, SetVerdict, ZoneVerdict } from "./verdict.ts";
import { findServers, type ZoneServers } from "./zone-servers.ts";

export interface World {
  readonly asker: Asker;
  /** Without roots, the resolvers say which servers a zone has. */
  readonly start: Start;
  /** Asked besides the zones' own servers. */
  readonly resolvers: readonly Server[];
}

/** Zones that are asked about at the same time; each has many questions. */
const ZONES_AT_ONCE = 16;

/** In the order of the zones. `told` hears of each zone that is done. */
export async function verifyZones(
  zones: readonly Zone[],
  world: World,
  told: (verdict: ZoneVerdict) => void = () => {},
): Promise<readonly ZoneVerdict[]> {
  const resolver = seekingResolver(world);
  const verdicts = new Map<Zone, ZoneVerdict>();
  await atOnce(ZONES_AT_ONCE, zones, async (zone) => {
    const verdict = await verifyZone(zone, resolver, world);
    verdicts.set(zone, verdict);
    told(verdict);
  });
  return zones.map((zone) => verdicts.get(zone) as ZoneVerdict);
}

/** What leads to a zone's servers. */
export const seekingResolver = ({ asker: { ask }, start, resolvers }: World): IteratingResolver =>
  start.roots.length > 0 ? iterating(ask, start) : throughResolver(forwarding(ask, resolvers));

async function verifyZone(
  zone: Zone,
  resolver: IteratingResolver,
  { asker: { ask }, start: { roots, port }, resolvers }: World,
): Promise<ZoneVerdict> {
  const seen = await findServers(zone.name, { resolver, ask, port });
  const heard = roots.length > 0 ? seen : unlessSilent(seen);
  const found = {
    ...heard,
    faults: [...heard.faults, ...(await chainFaults(zone, heard, { resolver, ask }))],
  };
  const asked: readonly Asked[] = [...found.servers, ...resolvers.map((server) => ({ server }))];
  const sets = zone.rrsets.filter((rrset) => isAnswered(rrset, zone));
  return {
    zone,
    ...found,
    sets: await Promise.all(sets.map((rrset) => verifySet(rrset, zone, asked, ask))),
  };
}

/** Of a zone that its spec signs. */
async function chainFaults(
  { name, dnssec }: Zone,
  { state, servers }: ZoneServers,
  by: { readonly resolver: IteratingResolver; readonly ask: Ask },
): Promise<readonly DelegationFault[]> {
  if (dnssec?.is !== "on" || state !== "delegated") return [];
  const fault = await chainFault(name, servers, by);
  return fault === undefined ? [] : [fault];
}

/** Where the roots are silent, servers that are silent too say nothing of the zone. */
export const unlessSilent = (found: ZoneServers): ZoneServers =>
  found.servers.length === 0 && found.failing.length > 0 && found.failing.every(({ why }) => SILENT.has(why))
    ? { ...found, state: "unseen" }
    : found;

const SILENT: ReadonlySet<string> = new Set(["timeout", "unreachable"]);

/** A cloud answers with the addresses of a flattened CNAME instead. */
const isAnswered = ({ name, type }: RRset, zone: Zone): boolean =>
  !(type === "CNAME" && name === zone.name && zone.flattenApex);

async function verifySet(rrset: RRset, zone: Zone, asked: readonly Asked[], ask: Ask): Promise<SetVerdict> {
  // a resolver has the NS that the zone below gives itself
  const able = asked.filter(({ name }) => name !== undefined || !isCut(rrset, zone));
  const heard = await Promise.all(
    able.map(({ server, name }) =>
      name === undefined
        ? hearResolver(rrset, server, ask)
        : hearAuthority(rrset, zone, { server, name }, ask),
    ),
  );
  return { rrset, wanted: printed(rrset.records.map(({ data }) => data)), heard };
}

/** Asks again, past what was answered before, where a server did not agree. */
export async function verifyAgain(verdict: ZoneVerdict, { asker }: World): Promise<ZoneVerdict> {
  const sets = verdict.sets.map(async (set): Promise<SetVerdict> => {
    const heard = set.heard.map(async (one): Promise<Heard> => {
      if (one.agrees) return one;
      const { server, name } = one;
      asker.forget(server, set.rrset);
      return name === undefined
        ? hearResolver(set.rrset, server, asker.ask)
        : hearAuthority(set.rrset, verdict.zone, { server, name }, asker.ask);
    });
    return { ...set, heard: await Promise.all(heard) };
  });
  return { ...verdict, sets: await Promise.all(sets) };
}

async function hearAuthority(rrset: RRset, zone: Zone, asked: Asked, ask: Ask): Promise<Heard> {
  const reply = await ask(asked.server, rrset);
  if (reply.kind === "silence") return { ...asked, failure: reply.why, agrees: false };
  if (reply.rcode !== "NOERROR" && reply.rcode !== "NXDOMAIN") {
    return { ...asked, failure: reply.rcode, agrees: false };
  }
  const { answers, authorities } = reply;
  return heardOf(rrset, asked, isCut(rrset, zone) ? [...answers, ...authorities] : answers);
}

/** The NS of a zone below are a delegation, which is no answer (RFC 1034 §4.2.1). */
const isCut = ({ name, type }: RRset, zone: Zone): boolean => type === "NS" && name !== zone.name;

async function hearResolver(rrset: RRset, server: Server, ask: Ask): Promise<Heard> {
  const { outcome, records, tried, why } = await forwarding(ask, [server]).lookUp(rrset.name, rrset.type);
  if (outcome === "failed") return { server, failure: tried[0]?.what ?? why ?? "", agrees: false };
  return heardOf(rrset, { server }, records);
}

function heardOf(rrset: RRset, asked: Asked, records: readonly ReplyRecord[]): Heard {
  const own = records.filter(({ name, data }) => name === rrset.name && data.type === rrset.type);
  const data = own.map((record) => record.data as Rdata);
  return {
    ...asked,
    answered: printed(data),
    ...(own.length > 0 && { ttl: Math.min(...own.map(({ ttl }) => ttl)) }),
    agrees: agrees(rrset, data),
  };
}
