/** How far the state is with the phase of a migration. */
import { isNamedIn } from "../cloud/resource-name.ts";
import { changingSets, setOf } from "../plan/migration-ttl.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import type { OwnedResource } from "./owned.ts";
import { type PublishedPhase, publishedPhase } from "./published-phase.ts";

interface PhaseInState {
  /** Whether the stack owns what the phase wants of the sets that decide where mail and clients go, and nothing else there. */
  readonly isPublished: boolean;
  /** The longest TTL that it owns in these sets, in seconds; undefined if it owns none. */
  readonly ttl?: number;
}

/**
 * What the state should say once the domain's records are published: `known`, what it says now, if nothing that decides
 * where mail goes changes; else what becomes of it at the time when they are. Undefined for a domain without a migration.
 */
export function phaseToPublish(
  domain: Domain,
  zones: readonly Zone[],
  owned: readonly OwnedResource[],
  known: PublishedPhase | undefined,
): PublishedPhase | ((now: Date) => PublishedPhase) | undefined {
  const { migration, ttl: usual } = domain.spec;
  if (migration === undefined) return undefined;
  const { phase } = migration;
  const own = zones.filter(({ domains }) => domains.some((one) => one.domain === domain));
  const { isPublished, ttl } = phaseInState(domain, own, owned);
  if (known?.phase === phase && isPublished) return known;
  // a run that failed may have shortened TTLs already, of which others still have the long ones
  const mayHaveBegun = known === undefined || known.phase === "finish";
  const replaced = ttl === undefined ? 0 : mayHaveBegun ? Math.max(ttl, usual) : ttl;
  return (now) => {
    const published = publishedPhase(phase, now, replaced);
    const isLonger = known?.phase === phase && (known.notBefore ?? "") > (published.notBefore ?? "");
    return isLonger ? { ...published, notBefore: known.notBefore as string } : published;
  };
}

/** Of the zones that hold the domain. What may send is not counted: both providers may, before and after the switch. */
function phaseInState(domain: Domain, zones: readonly Zone[], owned: readonly OwnedResource[]): PhaseInState {
  const deciding = new Set(
    [...changingSets(domain.steps?.values() ?? [])].filter((set) => !set.endsWith(" TXT")),
  );
  const ttls: number[] = [];
  let isPublished = true;
  for (const zone of zones) {
    const { cloud, account, name } = zone;
    const held = owned
      .filter((one) => one.type === cloud.token && isNamedIn(one.name, account, name))
      .flatMap(({ outputs }) => cloud.raise(outputs) ?? [])
      .filter(({ name: owner, type }) => deciding.has(`${owner} ${type}`));
    ttls.push(...held.map(({ ttl = 0 }) => ttl));
    const wanted = zone.rrsets.flatMap(({ records }) =>
      records.filter((record) => deciding.has(setOf(record))),
    );
    const has = held.flatMap(({ name: owner, ttl, data }) => data.map((one) => shown(owner, ttl, one)));
    const wants = wanted.map(({ name: owner, ttl, data }) => shown(owner, ttl, data));
    isPublished &&= JSON.stringify(has.sort()) === JSON.stringify(wants.sort());
  }
  return { isPublished, ...(ttls.length > 0 && { ttl: Math.max(...ttls) }) };
}

const shown = (name: string, ttl: number | undefined, data: Rdata): string =>
  `${name} ${ttl} ${data.type} ${printRdata(data)}`;
