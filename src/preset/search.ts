/** Presets by what people call them: part of a title, a former name, one in another script, an MX host. */
import type { CatalogueEntry } from "./catalogue.ts";

/** What is searched: its names, its MX hosts and the names that SPF includes. */
const textOf = (entry: CatalogueEntry): string =>
  [...namesOf(entry), ...(entry.mx ?? []), ...(entry.includes ?? [])].join("\n").toLowerCase();

const namesOf = ({ id, title, vendor, aliases, variants }: CatalogueEntry): string[] => [
  id,
  title,
  vendor,
  ...aliases,
  ...Object.keys(variants),
];

/** How near a preset is to a text, nearest first. */
const NEARNESS: readonly ((entry: CatalogueEntry, text: string) => boolean)[] = [
  ({ id, variants }, text) => id === text || Object.hasOwn(variants, text),
  (entry, text) => entry.status === "current" && hasAlias(entry, text),
  (entry, text) => hasAlias(entry, text),
  ({ id }, text) => id.startsWith(text),
  ({ title }, text) => title.toLowerCase().startsWith(text),
];

function rankOf(entry: CatalogueEntry, text: string): number {
  const rank = NEARNESS.findIndex((isNear) => isNear(entry, text));
  return rank < 0 ? NEARNESS.length : rank;
}

/** Those that have every word of the text somewhere, in any order and case; the nearest first. */
export function searchPresets<T extends CatalogueEntry>(entries: readonly T[], text: string): readonly T[] {
  const lower = text.trim().toLowerCase();
  const words = lower.split(/\s+/);
  return entries
    .filter((entry) => words.every((word) => textOf(entry).includes(word)))
    .map((entry) => ({ entry, rank: rankOf(entry, lower) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

/**
 * Those whose id or alias a name is: `gmail`, `outlook`, `腾讯`. Of several, the plain one alone if the others are forms of
 * it, as microsoft-365-21vianet is of microsoft-365.
 */
export function presetsCalled<T extends CatalogueEntry>(entries: readonly T[], name: string): readonly T[] {
  const lower = name.trim().toLowerCase();
  const all = entries.filter((entry) => entry.id === lower || hasAlias(entry, lower));
  const offered = all.filter(({ status }) => status === "current");
  const called = offered.length > 0 ? offered : all;
  const plain = called.find(({ id }) => called.every((other) => other.id.includes(id)));
  return plain === undefined ? called : [plain];
}

const hasAlias = ({ aliases }: CatalogueEntry, text: string): boolean =>
  aliases.some((alias) => alias.toLowerCase() === text);
