/** Since when the phase of each migration is published. */
import { type Input, type Output, output } from "@pulumi/pulumi/output.js";
import { phaseToPublish } from "../inventory/phase-in-state.ts";
import type { PublishedPhase } from "../inventory/published-phase.ts";
import type { Zone } from "../plan/zone.ts";
import { withoutDot } from "../zone/name.ts";
import type { Outputs } from "./outputs.ts";
import type { OwnedStack } from "./owned.ts";

/**
 * By domain, without the final dot: what the state says if the phase is there as the specs want it, else the time at which the
 * engine has all of the domain's records, which `idsOf` gives. If a run fails before that, the state keeps what it says.
 */
export function publishedPhases(
  zones: readonly Zone[],
  owned: OwnedStack,
  idsOf: (domain: string) => readonly Output<string>[],
): ReadonlyMap<string, Input<PublishedPhase>> {
  const phases = new Map<string, Input<PublishedPhase>>();
  for (const domain of new Set(zones.flatMap((zone) => zone.domains.map((one) => one.domain)))) {
    const name = withoutDot(domain.spec.domain);
    const known = owned.published.get(domain.spec.domain);
    const phase = phaseToPublish(domain, zones, owned.records, known);
    if (phase === undefined) continue;
    phases.set(
      name,
      typeof phase === "function" ? output([...idsOf(name)]).apply(() => phase(new Date())) : phase,
    );
  }
  return phases;
}

/** As an output of the stack. */
export const migrationsOf = (
  phases: ReadonlyMap<string, Input<PublishedPhase>>,
): Pick<Outputs, "migrations"> => (phases.size === 0 ? {} : { migrations: Object.fromEntries(phases) });
