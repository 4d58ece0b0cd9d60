/** The domains of a run that move from one provider to another. */
import type { PublishedPhase } from "../inventory/published-phase.ts";
import type { Migration } from "../spec/spec.ts";
import type { Name } from "../zone/name.ts";
import type { Change } from "./change.ts";

export interface Migrating {
  readonly domain: Name;
  readonly migration: Migration;
  /** The phase that the state remembers; undefined if there is none. */
  readonly published: PublishedPhase | undefined;
}

/** Each once, on however many clouds it is. */
export function migratingDomains({ zones, published }: Change): readonly Migrating[] {
  const found = new Map<Name, Migrating>();
  for (const { domains } of zones) {
    for (const { domain } of domains) {
      const { domain: name, migration } = domain.spec;
      if (migration !== undefined)
        found.set(name, { domain: name, migration, published: published.get(name) });
    }
  }
  return [...found.values()];
}
