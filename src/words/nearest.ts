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

/** A list of words for a message, `or` before the last; cut when it would be long. */
export function oneOf(words: readonly string[], joint: "or" | "and" = "or", most = 12): string {
  if (words.length > most) return `${words.slice(0, most).join(", ")} ...`;
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}
