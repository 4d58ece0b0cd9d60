/** Which domains are in the state of another stack than the one whose shard they are in now, and where they go. Pure. */
import { zoneTokens } from "../cloud/clouds.ts";
import { zoneResourceName } from "../cloud/resource-name.ts";
import type { Move } from "../engine/move.ts";
import { resourcesOf, type StateFile } from "../live/stack-state.ts";
import { COMPONENT_TYPE } from "../plan/plan.ts";
import { urnName } from "../plan/urn.ts";
import { withoutDot } from "../zone/name.ts";
import type { Shard } from "./fleet.ts";

export interface Reshard {
  /** By source and destination. */
  readonly moves: readonly Move[];
  /** Domains that are in no spec any more, by the stack that has them: they stay there. */
  readonly left: ReadonlyMap<string, readonly string[]>;
}

/** `states` are those of all stacks that may have domains of the fleet, by name. */
export function planReshard(
  shards: readonly Pick<Shard, "stack" | "domains" | "zones">[],
  states: ReadonlyMap<string, StateFile>,
): Reshard {
  const shardOf = new Map(
    shards.flatMap((shard) => shard.domains.map(({ spec }) => [withoutDot(spec.domain), shard] as const)),
  );
  const moves: Move[] = [];
  const left = new Map<string, readonly string[]>();
  for (const [from, state] of states) {
    const domains = domainsIn(state);
    const gone = domains.filter((domain) => !shardOf.has(domain));
    if (gone.length > 0) left.set(from, gone);
    const going = Map.groupBy(domains, (domain) => shardOf.get(domain));
    for (const [shard, own] of going) {
      if (shard === undefined || shard.stack === from) continue;
      moves.push({ from, to: shard.stack, domains: own, zones: zonesOf(shard, new Set(own)) });
    }
  }
  return { moves, left };
}

const domainsIn = (state: StateFile): readonly string[] =>
  resourcesOf(state)
    .filter(({ type }) => type === COMPONENT_TYPE)
    .map(({ urn }) => urnName(urn));

/** The zones that the stack makes for these domains. All domains of a zone are in one shard. */
function zonesOf({ zones }: Pick<Shard, "zones">, domains: ReadonlySet<string>): Move["zones"] {
  return zones
    .filter(({ create }) => create !== undefined)
    .filter((zone) => zone.domains.some(({ domain }) => domains.has(withoutDot(domain.spec.domain))))
    .flatMap(({ cloud, account, name }) =>
      zoneTokens(cloud).map((type) => ({ type, name: zoneResourceName(account, name) })),
    );
}
