/** The mail domains of the specs, which reports are about. */
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import { type Name, parentName } from "../zone/name.ts";

/** A mail domain, in the first of its zones. */
export interface ManagedDomain {
  readonly domain: Domain;
  readonly zone: Zone;
}

export class ManagedDomains {
  readonly #byName = new Map<Name, ManagedDomain>();

  constructor(zones: readonly Zone[]) {
    for (const zone of zones) {
      for (const { domain } of zone.domains) {
        const { spec } = domain;
        if (!this.#byName.has(spec.domain)) this.#byName.set(spec.domain, { domain, zone });
      }
    }
  }

  names(): readonly Name[] {
    return [...this.#byName.keys()].sort();
  }

  /** Those of which nothing is among `reported`. Reverse zones have no mail. */
  without(reported: ReadonlySet<Name>): readonly Name[] {
    return this.names().filter(
      (name) => !reported.has(name) && this.#byName.get(name)?.domain.spec.mode !== "none",
    );
  }

  /** The nearest at or above a name. */
  at(name: Name): ManagedDomain | undefined {
    for (let at = name; at !== "."; at = parentName(at)) {
      const found = this.#byName.get(at);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
