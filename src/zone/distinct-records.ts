/** Records as servers load them: each once (RFC 2181 §5). */
import type { Name } from "./name.ts";
import { printRdata, type Rdata } from "./rdata.ts";

interface Held {
  readonly name: Name;
  readonly data: Rdata;
}

/** Equal for records of the same owner, type and data; the TTL does not count. */
export const recordText = ({ name, data }: Held): string => `${name} ${data.type} ${printRdata(data)}`;

/** The first of each. */
export function distinctRecords<R extends Held>(records: readonly R[]): readonly R[] {
  const seen = new Set<string>();
  return records.filter((record) => {
    const text = recordText(record);
    return !seen.has(text) && seen.add(text);
  });
}

/** Those that are there already, in front of them. */
export function repeatedRecords<R extends Held>(records: readonly R[]): readonly R[] {
  const first = new Set<R>(distinctRecords(records));
  return records.filter((record) => !first.has(record));
}
