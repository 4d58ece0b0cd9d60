/** What Route 53's name servers say of an RRset. */
import { parseCharacterStrings } from "../../character-strings.ts";
import { canonicalName } from "../../names.ts";
import { fromPresentation } from "../../presentation.ts";
import type { PublishedRecord } from "../../published.ts";
import type { RecordSet } from "./record.ts";

/** An alias has no TTL of its own; the real one takes that of its target. */
const ALIAS_TTL = 60;

export function published({ type, ttl = ALIAS_TTL, values, alias }: RecordSet): PublishedRecord[] {
  if (alias) return [{ type, ttl, data: canonicalName(alias.name), follow: true }];
  return values.flatMap((value) =>
    type === "TXT"
      ? [{ type, ttl, data: parseCharacterStrings(value, 8) }]
      : fromPresentation(type, ttl, value),
  );
}
