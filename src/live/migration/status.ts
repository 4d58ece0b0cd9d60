/** How far each migration is, by the specs, the state of their stacks and DNS. */
import { type PublishedPhase, readPublishedPhase } from "../../inventory/published-phase.ts";
import { COMPONENT_TYPE } from "../../plan/plan.ts";
import { urnName } from "../../plan/urn.ts";
import type { Domain } from "../../preset/domain.ts";
import type { Migration } from "../../spec/spec.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { resourcesOf, type StateFile } from "../stack-state.ts";
import type { ServerMail } from "./mail-at.ts";
import { nextStep } from "./next-step.ts";

export interface MigrationStatus {
  readonly domain: Name;
  readonly migration: Migration;
  /** The stack of the spec; absent if it belongs to none. */
  readonly stack?: string;
  readonly published: PublishedPhase | "none" | "unknown";
  /** Empty if DNS was not asked. */
  readonly servers: readonly ServerMail[];
  readonly next: string;
  /** The command in `next`, if it can be run now. */
  readonly command?: string;
}

/** What the state of a stack says of its migrations, by domain without the final dot. */
export function phasesInState(state: StateFile): ReadonlyMap<string, PublishedPhase> {
  return new Map(
    resourcesOf(state)
      .filter(({ type }) => type === COMPONENT_TYPE)
      .flatMap(({ urn, outputs }) => {
        const phase = readPublishedPhase(outputs?.["migration"]);
        return phase === undefined ? [] : [[urnName(urn), phase] as const];
      }),
  );
}

export interface Known {
  /** By stack; a stack whose state could not be read is absent. */
  readonly phases: ReadonlyMap<string, ReadonlyMap<string, PublishedPhase>>;
  readonly servers: ReadonlyMap<Domain, readonly ServerMail[]>;
  readonly now: Date;
  /** The command that applies a stack's specs. */
  readonly apply: (stack: string | undefined) => string;
}

/** Each domain with a migration, in the order of the specs. */
export function migrationStatuses(domains: readonly Domain[], known: Known): readonly MigrationStatus[] {
  return domains.flatMap((one): MigrationStatus[] => {
    const { domain, migration, stack } = one.spec;
    if (migration === undefined) return [];
    const inState = stack === undefined ? undefined : known.phases.get(stack);
    const published = inState === undefined ? "unknown" : (inState.get(withoutDot(domain)) ?? "none");
    const servers = known.servers.get(one) ?? [];
    const { step: next, command } = nextStep({
      phase: migration.phase,
      published,
      servers,
      now: known.now,
      apply: known.apply(stack),
    });
    return [
      {
        ...{ domain, migration, published, servers, next },
        ...(stack !== undefined && { stack }),
        ...(command !== undefined && { command }),
      },
    ];
  });
}
