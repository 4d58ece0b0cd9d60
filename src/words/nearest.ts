import { closest, distance } from "fastest-levenshtein";

/** The known word that `word` most likely means, if any is near enough to suggest. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const lower = word.toLowerCase();
  const same = known.find((candidate) => candidate.toLowerCase() === lower);
  if (same !== undefined) return same;
  const best = closest(lower, known as string[]);
  return distance(lower, best.toLowerCase()) <= Math.max(2, Math.floor(word.length / 3)) ? best : undefined;
}
