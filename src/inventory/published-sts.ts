/** Which MTA-STS policy of a domain is published, and until when senders may keep an earlier one, as the state remembers it. */
import { STS_MODES, type StsMode } from "../mail/mta-sts.ts";
import type { Domain } from "../preset/domain.ts";

export interface PublishedSts {
  readonly id: string;
  readonly mode: StsMode;
  /** Seconds. */
  readonly maxAge: number;
  /** When the engine had published it, ISO 8601 in UTC. */
  readonly since: string;
  /** Until when senders may keep an earlier policy that was not of mode none; absent if there was none. */
  readonly keptUntil?: string;
}

/**
 * What the state should say once the domain's policy is published: `known`, if it is the same one; else what becomes of it at the
 * time when it is. Undefined for a domain without a policy of its own. A policy is fetched again until the record changes, so
 * senders may keep the earlier one for its max_age from then on (RFC 8461 §8.3).
 */
export function stsToPublish(
  { stsPolicy }: Domain,
  known: PublishedSts | undefined,
): PublishedSts | ((now: Date) => PublishedSts) | undefined {
  if (stsPolicy === undefined) return undefined;
  const { id, mode, maxAge } = stsPolicy;
  if (known?.id === id) return known;
  return (now) => {
    const kept = [
      known?.keptUntil,
      known === undefined || known.mode === "none"
        ? undefined
        : iso(new Date(now.getTime() + known.maxAge * 1000)),
    ].filter((one) => one !== undefined);
    const last = kept.sort().at(-1);
    return { id, mode, maxAge, since: iso(now), ...(last !== undefined && { keptUntil: last }) };
  };
}

/** Up to the second. */
const iso = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, "Z");

/** What a component's output in the state says; undefined for anything else. */
export function readPublishedSts(output: unknown): PublishedSts | undefined {
  if (typeof output !== "object" || output === null) return undefined;
  const { id, mode: named, maxAge, since, keptUntil } = output as Readonly<Record<string, unknown>>;
  const mode = STS_MODES.find((one) => one === named);
  if (typeof id !== "string" || mode === undefined || typeof maxAge !== "number" || !isTime(since))
    return undefined;
  return { id, mode, maxAge, since, ...(isTime(keptUntil) && { keptUntil }) };
}

const isTime = (value: unknown): value is string =>
  typeof value === "string" && !Number.isNaN(Date.parse(value));

/** Whether senders have forgotten every earlier policy, so that the record of one of mode none may go. */
export const isForgotten = ({ mode, keptUntil }: PublishedSts, now: Date): boolean =>
  mode === "none" && (keptUntil === undefined || Date.parse(keptUntil) <= now.getTime());
