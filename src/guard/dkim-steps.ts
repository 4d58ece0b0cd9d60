/** Which changes of DKIM keys are steps of a rotation as specs declare them. */
import { revokedEarly } from "../mail/dkim-state.ts";
import { type OwnKey, ownKeys } from "../view/own-keys.ts";
import type { Name } from "../zone/name.ts";
import { type Change, type NameChange, zonesOf } from "./change.ts";

/** The keys that a domain's spec gives itself; none if the domain is gone. */
export const keysOf = (change: Change, domain: Name): readonly OwnKey[] =>
  zonesOf(change, domain)
    .flatMap(({ domains }) => domains)
    .filter((one) => one.domain.spec.domain === domain)
    .slice(0, 1)
    .flatMap((one) => ownKeys(one.domain));

/** The key that the spec has at the name of a change. */
export const keyAt = (change: Change, { name, domain }: NameChange): OwnKey | undefined =>
  keysOf(change, domain).find((own) => own.name === name);

/**
 * Whether a key is revoked as it should be: the last mail that was signed with it has arrived, and another key has signed since then. That
 * one is active for as long, or without a day, or is itself retiring in favour of the next.
 */
export function isTimelyRevocation(change: Change, one: NameChange): boolean {
  const own = keyAt(change, one);
  if (own?.state !== "revoked" || revokedEarly(own.key, change.now) !== undefined) return false;
  return keysOf(change, one.domain).some(
    ({ state, key }) =>
      state === "retiring" ||
      (state === "active" && (key.since === undefined || revokedEarly(key, change.now) === undefined)),
  );
}
