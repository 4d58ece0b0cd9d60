/** How far a DKIM key is in its life, and what comes next. */
import type { DkimAlgorithm } from "../../mail/dkim-key.ts";
import { DKIM_LIFE, type DkimState, isoTime, notBefore } from "../../mail/dkim-state.ts";
import type { Domain } from "../../preset/domain.ts";
import type { DkimKey } from "../../spec/spec.ts";
import { ownKeys } from "../../view/own-keys.ts";
import { ownCommand } from "../../words/own-command.ts";
import { shownTime } from "../../words/time.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { KeyedIn, ServerKey } from "./keys-at.ts";

export interface KeyStatus {
  readonly domain: Domain;
  readonly key: DkimKey;
  readonly algorithm: DkimAlgorithm;
  readonly state: DkimState;
  /** When the next state may begin, ISO 8601 in UTC; absent if that is unknown, or needs no time. */
  readonly notBefore?: string;
  /** Empty if DNS was not asked. */
  readonly servers: readonly ServerKey[];
  /** Whether the next state may begin now. */
  readonly isDue: boolean;
  /** One sentence in the imperative, without a full stop; absent where there is nothing to do. */
  readonly next?: string;
}

export interface KnownOfKeys {
  /** By owner name; undefined if DNS could not be asked. */
  readonly servers: ReadonlyMap<Name, readonly ServerKey[]> | undefined;
  readonly now: Date;
  /** The command that applies a stack's specs. */
  readonly apply: (stack: string | undefined) => string;
}

/** Whether the spec says of a key how far it is. */
export const hasStates = (domain: Domain): boolean =>
  ownKeys(domain).some(({ key: { state, since } }) => state !== undefined || since !== undefined);

/** The keys that the spec gives itself, in its order. */
export const keyStatuses = ({ domain, zone }: KeyedIn, known: KnownOfKeys): readonly KeyStatus[] =>
  ownKeys(domain).map(({ key, name, algorithm, state }) => {
    const ttl = recordsAt(zone.owners, name, "TXT")[0]?.ttl ?? domain.spec.ttl;
    const due = key.since === undefined ? undefined : notBefore(state, key.since, ttl);
    const servers = known.servers?.get(name) ?? [];
    const { next, isDue } = step(domain, key, { state, due, servers, known });
    return {
      ...{ domain, key, algorithm, state, servers, isDue },
      ...(due !== undefined && { notBefore: isoTime(due) }),
      ...(next !== undefined && { next }),
    };
  });

interface Seen {
  readonly state: DkimState;
  readonly due: Date | undefined;
  readonly servers: readonly ServerKey[];
  readonly known: KnownOfKeys;
}

function step(
  { spec }: Domain,
  { selector, since }: DkimKey,
  { state, due, servers, known }: Seen,
): Pick<KeyStatus, "next" | "isDue"> {
  const { follows } = DKIM_LIFE[state];
  const behind = servers.filter(({ key }) => key !== "wanted").length;
  const what = state === "revoked" ? "that it is revoked" : "the key";
  const isAwaited = follows?.after === "answered" || state === "revoked";
  if (isAwaited && behind > 0) {
    return {
      next: `apply the spec: ${known.apply(spec.stack)}; ${behind} of ${servers.length} servers do not answer ${what}`,
      isDue: false,
    };
  }
  if (follows?.after === undefined) return { isDue: false };
  if (isAwaited && servers.length === 0)
    return { next: "ask DNS: it is unknown whether every server answers the key", isDue: false };
  if (since === undefined || due === undefined)
    return { next: `write since: for ${selector}, the day on which ${DKIM_LIFE[state].since}`, isDue: false };
  const rotate = ownCommand(`dkim rotate ${withoutDot(spec.domain)}`);
  const effect =
    follows.state === "active" ? `which makes ${selector} the active key` : `which revokes ${selector}`;
  return known.now < due
    ? { next: `wait until ${shownTime(isoTime(due))}, then run ${rotate}, ${effect}`, isDue: false }
    : { next: `run ${rotate}, ${effect}`, isDue: true };
}
