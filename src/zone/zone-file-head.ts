/** What stands between a record's owner and its data in a master file (RFC 1035 §5.1). */
import type { Word } from "./zone-file-entries.ts";

export const TTL = /^\d+(?:[smhdw]\d+)*[smhdw]?$/i;
const CLASS = /^(?:IN|CH|HS|CS|AWS|CLASS\d+)$/i;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
/** When a record was registered, in the files of Windows servers that delete stale ones. */
const AGE = /^\[AGE:\d+\]$/i;

/** A TTL in seconds, from a number or the units that BIND accepts: `1h30m`. */
export const seconds = (text: string): number =>
  [...text.toLowerCase().matchAll(/(\d+)([smhdw]?)/g)].reduce(
    (sum, [, number, unit = ""]) => sum + Number(number) * (UNITS[unit] ?? 1),
    0,
  );

/** What stands between a record's owner and its data. */
export interface Head {
  readonly ttl: number | undefined;
  /** Whether the class is IN, which is also that of a record without one. */
  readonly isInternet: boolean;
  readonly type: Word | undefined;
  readonly data: readonly Word[];
}

/** TTL and class may be in either order, or absent. */
export function headOf(words: readonly Word[]): Head {
  let i = AGE.test(words[0]?.text ?? "") ? 1 : 0;
  let ttl: number | undefined;
  let isInternet = true;
  for (const end = i + 2; i < end; i++) {
    const text = words[i]?.text ?? "";
    if (TTL.test(text)) ttl = seconds(text);
    else if (CLASS.test(text)) isInternet = /^(?:IN|CLASS1)$/i.test(text);
    else break;
  }
  return { ttl, isInternet, type: words[i], data: words.slice(i + 1) };
}
