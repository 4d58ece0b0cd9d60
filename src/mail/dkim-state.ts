/**
 * The life of a DKIM key of one's own, as a table: what is published in each state, what may follow, and when. All that is said
 * of an order of steps, by checks, guards, `status` and `dkim rotate`, is read from here.
 */

export const DKIM_STATES = ["next", "active", "retiring", "revoked"] as const;
export type DkimState = (typeof DKIM_STATES)[number];

/** `answered`: every name server answers the key, and the TTL of its record has passed; `arrived`: the last mail has arrived. */
type Condition = "answered" | "arrived";

interface StateRow {
  /** The key, or an empty `p=`, which says that it is no longer valid (RFC 6376 §3.6.1). */
  readonly publishes: "key" | "revocation";
  /** Whether servers sign with it. */
  readonly signs: boolean;
  /** What follows, and what has to be true before that; absent for the last state. An active key retires when the next one is active. */
  readonly follows?: { readonly state: DkimState; readonly after?: Condition };
  /** Since when, as `since` says it. */
  readonly since: string;
  /** Why the order is this. */
  readonly source: string;
}

export const DKIM_LIFE: Readonly<Record<DkimState, StateRow>> = {
  // a verifier that finds no key for a selector fails the signature for good
  next: {
    publishes: "key",
    signs: false,
    follows: { state: "active", after: "answered" },
    since: "it is to be published",
    source: "RFC 6376 §6.1.2",
  },
  active: {
    publishes: "key",
    signs: true,
    follows: { state: "retiring" },
    since: "servers sign with it",
    source: "RFC 6376 §3.1",
  },
  // both keys are published while mail may be in transit
  retiring: {
    publishes: "key",
    signs: false,
    follows: { state: "revoked", after: "arrived" },
    since: "servers no longer sign with it",
    source: "RFC 6376 §3.1",
  },
  revoked: {
    publishes: "revocation",
    signs: false,
    since: "servers no longer sign with it",
    source: "RFC 6376 §3.6.1",
  },
};

/**
 * How long the key of the last signature stays: senders give up after 4 to 5 days (RFC 5321 §4.5.4.1), and RFC 6376 §3.1 leaves the
 * rest to the signer. In seconds.
 */
export const IN_TRANSIT = 7 * 86_400;

/** When a text like `2026-12-01` or `2026-12-01T10:20:00Z` is; a day alone counts from its end, in UTC. */
export const sinceTime = (since: string): Date =>
  new Date(since.length > 10 ? Date.parse(since) : Date.parse(since) + 86_400_000);

/** The time from which on what follows a state may follow, apart from what servers answer; undefined where no time has to pass. */
export function notBefore(state: DkimState, since: string, ttl: number): Date | undefined {
  const { follows } = DKIM_LIFE[state];
  if (follows?.after === undefined) return undefined;
  const seconds = follows.after === "answered" ? ttl : IN_TRANSIT;
  return new Date(sinceTime(since).getTime() + seconds * 1000);
}

/** A key of a spec, as far as its life goes. */
export interface LivingKey {
  readonly state?: DkimState | undefined;
  readonly since?: string | undefined;
}

/** Of a key without a state, all that is known is that it is in use. */
export const stateOf = ({ state }: LivingKey): DkimState => state ?? "active";

/**
 * Until when a revoked key has to stay published, by its own `since`: the end of the last mail's journey. Undefined if that is over;
 * `unknown` if `since` does not say.
 */
export function revokedEarly({ since }: LivingKey, now: Date): Date | "unknown" | undefined {
  if (since === undefined) return "unknown";
  const due = notBefore("retiring", since, 0);
  return due !== undefined && due > now ? due : undefined;
}

/** ISO 8601 in UTC, up to the second, as commands write `since`. */
export const isoTime = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, "Z");
