/** Takes out of a drafted spec what its presets would publish and the source does not have. */
import { isSpf } from "../mail/text-kind.ts";
import type { Library } from "../preset/library.ts";
import { bareTerm, spfTerms } from "../preset/spf-terms.ts";
import type { SpecDraft, UseDraft } from "../spec/print.ts";
import { recordText, repeatedRecords } from "../zone/distinct-records.ts";
import { absolute, type Name, ownerName, relativeName } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";
import type { Meaning } from "./meaning.ts";
import { withMode } from "./mode.ts";
import { type PublishedDraft, type PublishedRecord, publishDraft, usesOf } from "./published.ts";

interface Had {
  readonly name: Name;
  readonly data: Rdata;
}

/** The records that a draft may publish, and whether a record is one of them. */
export interface Wanted<R extends Had = Had> {
  readonly records: readonly R[];
  readonly meaning: Meaning;
}

/** More rounds than the longest way from a draft to one without presets. */
const MOST_ROUNDS = 50;

/** A draft that publishes nothing but records of the source; what it does not publish of them is left to the caller. */
export function fitDraft(
  draft: SpecDraft,
  { records: source, meaning }: Wanted,
  library: Library,
): SpecDraft {
  const there = new Set(source.map(meaning));
  let fitting = draft;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const published = publishDraft(withMode(fitting), library);
    const broken = published.findings.find(({ severity }) => severity === "error");
    const surplus = published.records.filter((record) => !there.has(meaning(record)));
    const twice = surplus.length > 0 ? [] : repeatedRecords(published.records);
    const unmet = published.missing.find(({ required }) => required);
    if (broken !== undefined) fitting = withoutUse(fitting, broken.use);
    else if (surplus.length > 0) fitting = withoutSurplus(fitting, { published, surplus, source, library });
    else if (unmet !== undefined) fitting = withoutUnmet(fitting, unmet, published);
    else if (twice.length > 0) fitting = withoutRepeated(fitting, twice, { published, source, library });
    else {
      const idle = idleUse(fitting, published, library);
      if (idle === undefined) return fitting;
      fitting = withoutUse(fitting, idle);
    }
  }
  return withoutUse(draft, undefined);
}

/** The draft without one of its presets; without any, and all that was said beside them, if it is unknown which. */
function withoutUse(draft: SpecDraft, use: number | undefined): SpecDraft {
  const gone = use === undefined ? undefined : usesOf(draft)[use];
  const { mailbox, gateway, senders = [], mode: _, spf: __, dmarc: ___, ...bare } = draft;
  if (gone === undefined) return bare;
  return {
    ...bare,
    ...withoutUnoffered(draft),
    ...(draft.dmarc === undefined ? {} : { dmarc: draft.dmarc }),
    ...(mailbox === undefined || mailbox === gone ? {} : { mailbox }),
    ...(gateway === undefined || gateway === gone ? {} : { gateway }),
    senders: senders.filter((one) => one !== gone),
  };
}

/** What the spec itself says of SPF. `without` names terms of presets, so it is decided anew when one of them goes. */
function withoutUnoffered({ spf }: SpecDraft): Pick<SpecDraft, "spf"> {
  if (spf === undefined) return {};
  const { without: _, ...own } = spf;
  return Object.keys(own).length === 0 ? {} : { spf: own };
}

const withUse = (draft: SpecDraft, index: number, change: (use: UseDraft) => UseDraft): SpecDraft => {
  const changed = usesOf(draft)[index];
  const each = (use: UseDraft): UseDraft => (use === changed ? change(use) : use);
  return {
    ...draft,
    ...(draft.mailbox === undefined ? {} : { mailbox: each(draft.mailbox) }),
    ...(draft.gateway === undefined ? {} : { gateway: each(draft.gateway) }),
    ...(draft.senders === undefined ? {} : { senders: draft.senders.map(each) }),
  };
};

const union = (some: readonly string[] = [], more: readonly string[]): string[] => [
  ...new Set([...some, ...more]),
];

const withoutGroups = (use: UseDraft, groups: readonly string[]): UseDraft => ({
  ...use,
  ...(use.groups === undefined ? {} : { groups: use.groups.filter((group) => !groups.includes(group)) }),
  off: union(use.off, groups),
});

interface Surplus {
  readonly published: PublishedDraft;
  readonly surplus: readonly PublishedRecord[];
  readonly source: readonly Had[];
  readonly library: Library;
}

function withoutSurplus(draft: SpecDraft, what: Surplus): SpecDraft {
  const domain = absolute(draft.domain);
  const [spf, others] = split(
    what.surplus,
    ({ name, data }) => name === domain && data.type === "TXT" && isSpf(data.text),
  );
  let next = draft;
  for (const record of spf) next = withSpfOf(next, record, what);
  const own = others.filter(({ use }) => use === undefined);
  if (own.some(({ origin }) => origin.path?.[0] === "dmarc")) next = without(next, "dmarc");
  // what a parked domain publishes cannot be switched off
  if (own.some(({ origin }) => origin.preset !== undefined)) next = without(next, "mode");
  for (const [use, records] of Map.groupBy(others, (record) => record.use)) {
    if (use !== undefined) next = withUse(next, use, (one) => cut(one, use, records, what.published, domain));
  }
  return next;
}

/** The draft without the later of two uses that publish the same, or without that part of it if it publishes more. */
function withoutRepeated(
  draft: SpecDraft,
  twice: readonly PublishedRecord[],
  what: Omit<Surplus, "surplus">,
): SpecDraft {
  const last = Math.max(...twice.map(({ use = -1 }) => use));
  if (last < 0) return withoutUse(draft, undefined);
  if (isNeedless(draft, last, what.published, what.library)) return withoutUse(draft, last);
  return withoutSurplus(draft, { ...what, surplus: twice.filter(({ use }) => use === last) });
}

/** A use of which nothing is left, or which says again what another says. */
function idleUse(draft: SpecDraft, published: PublishedDraft, library: Library): number | undefined {
  const busy = new Set(published.records.map(({ use }) => use));
  const uses = usesOf(draft);
  const isCut = ({ off = [], without = [] }: UseDraft): boolean => off.length + without.length > 0;
  const idle = uses.findLastIndex(
    (one, i) =>
      !busy.has(i) &&
      (isCut(one) || uses.some(({ provider }, j) => j < i && provider === one.provider)) &&
      isNeedless(draft, i, published, library),
  );
  return idle < 0 ? undefined : idle;
}

/** Whether the draft publishes the same without the use; a use that gives SPF terms alone has no record of its own. */
function isNeedless(draft: SpecDraft, use: number, { records }: PublishedDraft, library: Library): boolean {
  const bare = withMode(withoutUse(draft, use));
  const rest = new Set(publishDraft(bare, library).records.map(recordText));
  return records.every((record) => rest.has(recordText(record)));
}

const without = (draft: SpecDraft, key: "spf" | "dmarc" | "mode"): SpecDraft => {
  const { [key]: _, ...rest } = draft;
  return rest;
};

/** The use without the surplus records: by group if nothing else is in it, or else by owner if nothing else is there. */
function cut(
  draft: UseDraft,
  use: number,
  surplus: readonly PublishedRecord[],
  { records }: PublishedDraft,
  domain: Name,
): UseDraft {
  const all = records.filter((one) => one.use === use);
  const isAll = (some: readonly PublishedRecord[]): boolean => some.every((one) => surplus.includes(one));
  let next = draft;
  for (const [group = "", ones] of Map.groupBy(surplus, (one) => one.group)) {
    const owners = [...new Set(ones.map(({ name }) => name))];
    const isGroupGone = isAll(all.filter((one) => one.group === group));
    const areOwnersGone = owners.every((name) => isAll(all.filter((one) => one.name === name)));
    next =
      !isGroupGone && areOwnersGone
        ? {
            ...next,
            without: union(
              next.without,
              owners.map((name) => relativeName(name, domain)),
            ),
          }
        : withoutGroups(next, [group]);
  }
  return next;
}

/** The draft with the SPF record of the source: without terms of presets that it lacks, or without all of them. */
function withSpfOf(draft: SpecDraft, { data }: PublishedRecord, { source, library }: Surplus): SpecDraft {
  const domain = absolute(draft.domain);
  const [only, ...more] = source.flatMap((one) =>
    one.name === domain && one.data.type === "TXT" && isSpf(one.data.text) ? [one.data.text] : [],
  );
  const published = data.type === "TXT" ? spfTerms(data.text) : [];
  const had = new Set(spfTerms(only ?? "").map(bareTerm));
  const surplus = published.filter((term) => !had.has(bareTerm(term)));
  const dropped = union(asList(draft.spf?.["without"]), surplus);
  if (only !== undefined && more.length === 0 && surplus.length > 0 && had.size > 0)
    return { ...draft, spf: { ...draft.spf, without: dropped } };
  return usesOf(draft).reduce(
    (next, use, i) => {
      const groups = (library.find(use.provider)?.records ?? [])
        .filter((record) => ownerName(record.name, domain) === domain && publishesSpf(record))
        .map(({ group }) => group);
      return groups.length === 0 ? next : withUse(next, i, (one) => withoutGroups(one, [...new Set(groups)]));
    },
    without(draft, "spf"),
  );
}

const asList = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const publishesSpf = (record: { readonly type: string; readonly text?: unknown }): boolean =>
  record.type === "SPF" || (record.type === "TXT" && isSpf(String(record.text)));

/** The draft without the records that need a value which the source does not tell: by group, or else by owner. */
function withoutUnmet(
  draft: SpecDraft,
  { use, preset, parameter, records }: PublishedDraft["missing"][number],
  published: PublishedDraft,
): SpecDraft {
  if (use === undefined) return withoutUse(draft, undefined);
  const kept = published.records.filter((one) => one.use === use);
  const groups = preset.records
    .filter(({ compiled }) => compiled.uses.includes(parameter))
    .map(({ group }) => group);
  if (groups.length > 0 && !kept.some(({ group = "" }) => groups.includes(group)))
    return withUse(draft, use, (one) => withoutGroups(one, [...new Set(groups)]));
  const domain = absolute(draft.domain);
  const owners = [...new Set(records.map((text) => text.slice(0, text.lastIndexOf(" "))))];
  const isUsed = owners.some((owner) => kept.some(({ name }) => name === ownerName(owner, domain)));
  return isUsed || owners.length === 0
    ? withoutUse(draft, use)
    : withUse(draft, use, (one) => ({ ...one, without: union(one.without, owners) }));
}

function split<T>(all: readonly T[], isOne: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isOne), all.filter((one) => !isOne(one))];
}
