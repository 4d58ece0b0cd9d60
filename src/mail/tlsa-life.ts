/** When a key whose TLSA record was added may be used, and the record of the key before may go. */
import { sinceTime } from "./dkim-state.ts";

/** TTLs for which both records are published first: then the answers without the new one are gone everywhere (RFC 7671 §8.1). */
export const TTLS = 2;

/** `since`: when the record was published, a day or a time in UTC; a day counts from its end. `ttl` is in seconds. */
export const usableFrom = (since: string, ttl: number): Date =>
  new Date(sinceTime(since).getTime() + TTLS * ttl * 1000);

/**
 * Until when senders may have an answer with older records of the host and without this one; undefined if they have none.
 * `all` are those of its records, undefined where nobody says.
 */
export function newUntil(
  since: string | undefined,
  all: readonly (string | undefined)[],
  { ttl, now }: { readonly ttl: number; readonly now: Date },
): Date | undefined {
  if (since === undefined) return undefined;
  const isAmongFirst = all.every((other) => other !== undefined && sinceTime(other) >= sinceTime(since));
  const until = usableFrom(since, ttl);
  return isAmongFirst || until <= now ? undefined : until;
}
