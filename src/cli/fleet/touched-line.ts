/** What a change touches, in a line. */
import type { Touched } from "../../fleet/changed-since.ts";
import { firstOf } from "../../words/list.ts";
import { counted, visible } from "../../words/text.ts";

/** How many domains it names. */
const SHOWN = 5;

export function touchedLine({ commit, domains, stacks }: Touched): string {
  const names = firstOf([...domains].sort(), SHOWN).join(", ");
  const what =
    domains.size === 0
      ? "no domain"
      : `${counted(domains.size, "domain")} in ${counted(stacks.size, "shard")}: ${visible(names)}`;
  return `changed since ${commit.slice(0, 12)}: ${what}`;
}
