/** What servers answer, in few words. */
import { counted } from "../words/text.ts";

/** `as wanted (4 servers), none (1)`; of several answers the most frequent first. */
export function shownGroups(groups: ReadonlyMap<string, readonly unknown[]>): string {
  if (groups.size === 0) return "not asked";
  return [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([words, those], i) => `${words} (${i === 0 ? counted(those.length, "server") : those.length})`)
    .join(", ");
}
