/** Which domains of all begin a rotation in a run: those whose keys are too old, the oldest first, and no more than a wave. */
import { maxKeyDays } from "../../check/profiles.ts";
import type { KeyStatus } from "../../live/dkim/key-status.ts";
import type { Rotation } from "../../live/dkim/rotation.ts";
import { sinceTime } from "../../mail/dkim-state.ts";
import type { Domain } from "../../preset/domain.ts";

/** What may be done to the keys of one algorithm of a domain. */
export interface Planned {
  readonly domain: Domain;
  readonly rotation: Rotation;
  readonly statuses: readonly KeyStatus[];
}

interface Choice {
  readonly now: Date;
  /** Whether the user named the domains: then their keys are old enough. */
  readonly isNamed: boolean;
  /** The most domains that have a next key at a time; absent for any number. */
  readonly wave: number | undefined;
}

/** `waiting`: what is on its way; `beginning`: what begins. */
export function chosen(
  all: readonly Planned[],
  { now, isNamed, wave = Number.POSITIVE_INFINITY }: Choice,
): { readonly waiting: readonly Planned[]; readonly beginning: readonly Planned[] } {
  const waiting = all.filter(({ rotation }) => rotation.kind !== "begin");
  const under = new Set(
    all.flatMap(({ domain, statuses }) =>
      statuses.some(({ state, isDue }) => state === "next" && !isDue) ? [domain] : [],
    ),
  );
  // a key of which nobody knows since when is the oldest
  const age = ({ rotation }: Planned): number => {
    const since = rotation.kind === "begin" ? rotation.active?.since : undefined;
    return since === undefined ? 0 : sinceTime(since).getTime();
  };
  const isOld = (one: Planned): boolean => {
    const days = maxKeyDays(one.domain.spec.input.profile ?? "recommended");
    return isNamed || age(one) + days * 86_400_000 < now.getTime();
  };
  const ready = all.filter((one) => one.rotation.kind === "begin" && isOld(one));
  const room = Math.max(wave - under.size, 0);
  const domains = [...new Set(ready.toSorted((a, b) => age(a) - age(b)).map(({ domain }) => domain))];
  const begun = new Set(domains.slice(0, room));
  return { waiting, beginning: ready.filter(({ domain }) => begun.has(domain)) };
}
