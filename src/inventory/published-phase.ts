/** Since when a migration's phase is published, as the state of the stack remembers it. */
import { PHASES, type Phase } from "../spec/schema.ts";

export interface PublishedPhase {
  readonly phase: Phase;
  /** When the engine had published it, ISO 8601 in UTC. */
  readonly since: string;
  /** The longest TTL of what it replaced, in seconds: so long may others answer with that. */
  readonly ttl: number;
  /** When the next phase may begin; absent for the last one. */
  readonly notBefore?: string;
}

/**
 * Senders give up only after 4 to 5 days (RFC 5321 §4.5.4.1): so long, mail that the old provider sent and signed is
 * under way, and is checked against what DNS says of that provider.
 */
const RETRIES = 5 * 86_400;

/** A phase that is published from `since` on. */
export function publishedPhase(phase: Phase, since: Date, ttl: number): PublishedPhase {
  const wait = { prepare: ttl, switch: Math.max(RETRIES, ttl), finish: undefined }[phase];
  return {
    phase,
    since: iso(since),
    ttl,
    ...(wait !== undefined && { notBefore: iso(new Date(since.getTime() + wait * 1000)) }),
  };
}

/** Up to the second. */
const iso = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, "Z");

/** What a component's output in the state says; undefined for anything else. */
export function readPublishedPhase(output: unknown): PublishedPhase | undefined {
  if (typeof output !== "object" || output === null) return undefined;
  const { phase: named, since, ttl, notBefore } = output as Readonly<Record<string, unknown>>;
  const phase = PHASES.find((one) => one === named);
  if (phase === undefined || !isTime(since) || typeof ttl !== "number") return undefined;
  if (phase === "finish") return { phase, since, ttl };
  return isTime(notBefore) ? { phase, since, ttl, notBefore } : undefined;
}

const isTime = (value: unknown): value is string =>
  typeof value === "string" && !Number.isNaN(Date.parse(value));

/** Whether the phase has been published for so long that the next one may begin. */
export const isDue = ({ notBefore }: PublishedPhase, now: Date): boolean =>
  notBefore !== undefined && Date.parse(notBefore) <= now.getTime();
