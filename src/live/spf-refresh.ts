/** Updates the snapshot of mail services' SPF records from DNS. */
import { NODATA, NOTFOUND } from "node:dns/promises";
import { evaluatedTerms } from "../mail/spf.ts";
import { readSnapshotEntry, type Snapshot, type SnapshotEntry } from "../mail/spf-snapshot.ts";
import { isSpf } from "../mail/text-kind.ts";
import { absolute, withoutDot } from "../zone/name.ts";

/** The part of the `node:dns/promises` Resolver that is used here. */
export interface TxtResolver {
  resolveTxt(name: string): Promise<string[][]>;
  cancel(): void;
}

export interface RefreshOptions {
  readonly resolver: TxtResolver;
  /** Names that presets include; queried even if the snapshot does not have them yet. */
  readonly roots: readonly string[];
  /** The date for new entries, such as 2026-11-21. */
  readonly today: string;
  /** Milliseconds for all queries together. */
  readonly timeLimit?: number;
}

export interface Refreshed {
  readonly snapshot: Snapshot;
  /** Names whose record is new, different or gone; sorted. */
  readonly changed: readonly string[];
  /** Names that could not be queried, with the reason; their entries are unchanged. Sorted. */
  readonly kept: readonly (readonly [name: string, reason: string])[];
}

/** DNS gives no credible answers, for instance because there is no network. */
export class NoAnswers extends Error {}

const AT_ONCE = 8;
/** Included names beyond this number are ignored. */
const MOST_NAMES = 1000;
const TIME_LIMIT = 60_000;

/**
 * Queries every name that customers include, and what these include in turn. Drops names that no record leads to any more.
 * @throws NoAnswers when nothing, or far less than before, was found
 */
export async function refreshSnapshot(old: Snapshot, options: RefreshOptions): Promise<Refreshed> {
  const before = (name: string): SnapshotEntry | undefined =>
    Object.hasOwn(old.names, name) ? old.names[name] : undefined;
  const services = Object.keys(old.names).filter((name) => before(name)?.service !== undefined);
  const queue = [...new Set([...services, ...options.roots])];
  const seen = new Set(queue);
  const entries = new Map<string, SnapshotEntry>();
  const kept: [string, string][] = [];

  const deadline = Date.now() + (options.timeLimit ?? TIME_LIMIT);
  const alarm = setTimeout(() => options.resolver.cancel(), options.timeLimit ?? TIME_LIMIT);
  const askOne = async (name: string): Promise<void> => {
    const answer = Date.now() < deadline ? await ask(options.resolver, name) : "time is up";
    if (typeof answer === "string") kept.push([name, answer]);
    const service = before(name)?.service;
    const fresh =
      typeof answer === "string" ? before(name) : { ...answer, seen: options.today, source: "DNS" };
    const entry = { ...(service === undefined ? {} : { service }), ...fresh };
    entries.set(name, entry);
    for (const target of included(entry)) {
      if (seen.has(target) || seen.size >= MOST_NAMES) continue;
      seen.add(target);
      queue.push(target);
    }
  };
  try {
    for (let batch = queue.splice(0, AT_ONCE); batch.length > 0; batch = queue.splice(0, AT_ONCE)) {
      await Promise.all(batch.map(askOne));
    }
  } finally {
    clearTimeout(alarm);
  }

  const found = [...entries].filter(([, { text, seen: day }]) => text !== undefined && day === options.today);
  const known = services.filter((name) => readSnapshotEntry(before(name) ?? {}) !== undefined);
  const again = known.filter((name) => found.some(([one]) => one === name));
  if (found.length === 0 || again.length * 2 < known.length) {
    const reason = kept[0]?.[1];
    throw new NoAnswers(
      `DNS has ${found.length === 0 ? "no SPF record for any" : `SPF records for ${again.length}`} of the ${known.length} known mail services${reason === undefined ? "" : ` (${reason})`}; there seems to be no network`,
    );
  }
  const changed = [...entries].filter(([name, entry]) => fact(entry) !== fact(before(name)));
  return {
    snapshot: { version: 1, names: Object.fromEntries(entries) },
    changed: changed.map(([name]) => name).sort(),
    kept: kept.sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

const fact = (entry: SnapshotEntry | undefined): string | undefined => entry?.text ?? entry?.none;

/** What a name has, or why that is unknown. */
async function ask(resolver: TxtResolver, name: string): Promise<SnapshotEntry | string> {
  try {
    const texts = (await resolver.resolveTxt(name)).map((strings) => strings.join("")).filter(isSpf);
    const [text] = texts;
    if (text === undefined) return { none: "none of its TXT records is SPF" };
    return texts.length > 1 ? { text, doubt: `it has ${texts.length} SPF records` } : { text };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === NODATA) return { none: "it has no TXT records" };
    if (code === NOTFOUND) return { none: "the name does not exist" };
    return code ?? message;
  }
}

/** The names that the record leads to; those with macros depend on the message. */
function included(entry: SnapshotEntry): string[] {
  const known = readSnapshotEntry(entry);
  if (known === undefined || !("terms" in known)) return [];
  return evaluatedTerms(known).flatMap((term) =>
    (term.name === "include" || term.name === "redirect") && !term.domain.includes("%")
      ? [withoutDot(absolute(term.domain))]
      : [],
  );
}
