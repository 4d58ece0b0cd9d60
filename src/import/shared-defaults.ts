/** What several drafted specs have in common, as the defaults above them. */
import type { Fields, SharedDraft, SpecDraft } from "../spec/print.ts";
import { USUAL_TTL } from "../spec/usual-ttl.ts";

export interface Shared {
  readonly defaults: SharedDraft;
  /** The drafts without what the defaults say, in the same order. */
  readonly drafts: readonly SpecDraft[];
}

/** Keys of which each spec has exactly one, so that what most of them have can be overridden by the others. */
const OVERRIDABLE = ["dns", "ttl", "mailbox", "gateway"] as const;

/** Keys that a spec below cannot take away again. */
const COMMON_TO_ALL = ["mode", "senders", "dkim", "records"] as const;

const MAPS = ["spf", "dmarc"] as const;

export function shareDefaults(given: readonly SpecDraft[]): Shared {
  let drafts: readonly SpecDraft[] = given.map((draft) => ({ ttl: USUAL_TTL, ...draft }));
  const defaults: Record<string, unknown> = {};
  const hoist = (key: keyof SharedDraft, value: unknown): void => {
    defaults[key] = value;
    drafts = drafts.map((draft) => (isSame(draft[key], value) ? without(draft, key) : draft));
  };
  const isShared = drafts.length > 1;
  for (const key of OVERRIDABLE) {
    const value = isShared ? mostFrequent(drafts.map((draft) => draft[key])) : undefined;
    if (value !== undefined) hoist(key, value);
  }
  for (const key of COMMON_TO_ALL) {
    const [first, ...others] = drafts.map((draft) => draft[key]);
    if (isShared && isThere(first) && others.every((one) => isSame(one, first))) hoist(key, first);
  }
  for (const key of MAPS) {
    const common = isShared ? commonFields(drafts.map((draft) => draft[key])) : {};
    if (Object.keys(common).length === 0) continue;
    defaults[key] = common;
    drafts = drafts.map((draft) => withoutFields(draft, key, common));
  }
  // what a spec has anyway
  const isUsual = defaults["ttl"] === USUAL_TTL;
  const { ttl, ...rest } = defaults;
  if (!isShared) drafts = drafts.map((draft) => (draft.ttl === USUAL_TTL ? without(draft, "ttl") : draft));
  return { defaults: isUsual || ttl === undefined ? rest : { ttl, ...rest }, drafts };
}

/** The value that most drafts have; undefined if one has none, or no two have the same. */
function mostFrequent(values: readonly unknown[]): unknown {
  if (!values.every(isThere)) return undefined;
  const [most] = [...Map.groupBy(values, (value) => JSON.stringify(value)).values()].sort(
    (a, b) => b.length - a.length,
  );
  return most !== undefined && most.length > 1 ? most[0] : undefined;
}

function commonFields(maps: readonly (Fields | undefined)[]): Fields {
  const [first, ...others] = maps;
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(
      ([key, value]) => value !== undefined && others.every((other) => isSame(other?.[key], value)),
    ),
  );
}

function withoutFields(draft: SpecDraft, key: "spf" | "dmarc", common: Fields): SpecDraft {
  const rest = Object.fromEntries(
    Object.entries(draft[key] ?? {}).filter(([name]) => !Object.hasOwn(common, name)),
  );
  const bare = without(draft, key);
  return Object.values(rest).every((value) => value === undefined) ? bare : { ...bare, [key]: rest };
}

function without(draft: SpecDraft, key: keyof SharedDraft): SpecDraft {
  const { [key]: _, ...rest } = draft;
  return rest;
}

const isThere = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
