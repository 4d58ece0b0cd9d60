/** Keys that appear twice in one map of a JSON file and mean nothing to its reader: the last counts (RFC 8259 §4). */
import { isMap, isScalar, isSeq, type Node } from "yaml";

export interface Repeats {
  /** Whether the reader makes something of a key: twice in one map, it is a mistake. */
  readonly means: (key: string) => boolean;
  /** Receives each key that is dropped, with its offset in the text. */
  readonly dropped: (key: string, offset: number) => void;
}

/** Removes all but the last of each repeated key that means nothing. */
export function dropRepeats(node: Node | null, repeats: Repeats): void {
  if (isSeq(node)) for (const item of node.items) dropRepeats(item as Node | null, repeats);
  if (!isMap(node)) return;
  const later = new Set<string>();
  const kept = [...node.items].reverse().filter(({ key }) => {
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined || repeats.means(name)) return true;
    const isFirst = !later.has(name);
    later.add(name);
    if (!isFirst) repeats.dropped(name, (key as Node).range?.[0] ?? 0);
    return isFirst;
  });
  node.items = kept.reverse();
  for (const { value } of node.items) dropRepeats(value as Node | null, repeats);
}
