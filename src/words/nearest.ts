import { closest, distance } from "fastest-levenshtein";

/** The known word that `word` most likely means, if any is near enough to suggest. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = word.toLowerCase();
  const same = known.find((candidate) => candidate.toLowerCase() === lower);
  if (same !== undefined) return same;
  const best = closest(lower, known as string[]);
  // a word of two letters shares nothing with one that differs in both
  const most = word.length < 3 ? 1 : Math.max(2, Math.floor(word.length / 3));
  return distance(lower, best.toLowerCase()) <= most ? best : undefined;
}
