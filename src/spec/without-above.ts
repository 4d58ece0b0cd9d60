/** A drafted spec without what the defaults above it say already. */
import type { Above } from "./above.ts";
import type { Fields, SpecDraft, UseDraft } from "./print.ts";
import type { SpecInput } from "./schema.ts";

/** What the draft lacks is left to the defaults. */
export function withoutAbove(draft: SpecDraft, above: Above): SpecDraft {
  const written: Record<string, unknown> = { ...draft };
  const leaveOut = (key: keyof SpecDraft, isSaid: boolean): void => {
    if (isSaid) delete written[key];
  };
  for (const key of ["zone", "mode", "ttl", "dkim"] as const) leaveOut(key, isSame(draft[key], above[key]));
  leaveOut("dns", isHostAmong(draft.dns, above.dns));
  for (const key of ["mailbox", "gateway"] as const) leaveOut(key, isSameUse(draft[key], above[key]));
  // lists that append
  const { senders = [], records = [] } = draft;
  const isNew = (use: UseDraft): boolean => !(above.senders ?? []).some((one) => isSameUse(use, one));
  written["senders"] = senders.filter(isNew);
  written["records"] = records.filter((record) => !(above.records ?? []).some((one) => isSame(record, one)));
  for (const key of ["spf", "dmarc"] as const) {
    const fields = fieldsBesides(draft[key] ?? {}, above[key] ?? {});
    leaveOut(key, Object.keys(fields).length === 0);
    if (Object.hasOwn(written, key)) written[key] = fields;
  }
  return written as unknown as SpecDraft;
}

/** A preset as a spec or its defaults name it; undefined for a template. */
export function useOf(use: SpecInput["mailbox"]): UseDraft | undefined {
  if (typeof use === "string") return { provider: use, with: {} };
  if (use === undefined || "template" in use) return undefined;
  const groups = Object.entries(use.groups ?? {});
  return {
    provider: use.provider,
    with: Object.fromEntries(Object.entries(use.with ?? {}).map(([name, value]) => [name, textOf(value)])),
    groups: groups.flatMap(([group, isOn]) => (isOn ? [group] : [])),
    off: groups.flatMap(([group, isOn]) => (isOn ? [] : [group])),
    without: use.without ?? [],
  };
}

const textOf = (value: string | number | boolean | readonly string[]): string | readonly string[] =>
  typeof value === "object" ? value : String(value);

function isSameUse(draft: UseDraft | undefined, above: SpecInput["mailbox"]): boolean {
  const other = useOf(above);
  return draft !== undefined && other !== undefined && isSame(comparable(draft), comparable(other));
}

/** Regardless of the order in which a map has its keys. */
const comparable = ({ provider, with: given, groups = [], off = [], without = [] }: UseDraft) => [
  provider,
  Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)),
  groups.toSorted(),
  off.toSorted(),
  without.toSorted(),
];

/** Whether the defaults publish at the host already: they may say more of it, such as its account, or name others beside it. */
function isHostAmong(draft: SpecDraft["dns"], above: Above["dns"]): boolean {
  if (draft === undefined || above === undefined) return false;
  const wanted = typeof draft === "string" ? { cloud: draft } : draft;
  return [above].flat().some((one) => {
    const host: Readonly<Record<string, unknown>> = typeof one === "string" ? { cloud: one } : one;
    return Object.entries(wanted).every(([key, value]) => host[key] === value);
  });
}

const fieldsBesides = (draft: Fields, above: Readonly<Record<string, unknown>>): Fields =>
  Object.fromEntries(
    Object.entries(draft).filter(
      ([name, value]) => value !== undefined && !(Object.hasOwn(above, name) && isSame(value, above[name])),
    ),
  );

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
