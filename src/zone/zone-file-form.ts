/** Whether a text is a master file, by its form. */
import { typeName } from "./generic-rdata.ts";
import { isRecordType } from "./rdata.ts";
import { entries } from "./zone-file-entries.ts";
import { headOf } from "./zone-file-head.ts";

/** How many entries tell what a file is. */
const TELLING = 50;

/** Whether a text is a master file by its form: a directive, or a record with a type and data, among its first entries. */
export function isZoneFile(text: string): boolean {
  let seen = 0;
  for (const { words, isIndented } of entries(text, () => {})) {
    const [first] = words;
    if (/^\$(?:ORIGIN|TTL)$/i.test(first?.text ?? "")) return true;
    const { type, data } = headOf(isIndented ? words : words.slice(1));
    const name = typeName(type?.text.toUpperCase() ?? "");
    if (data.length > 0 && (name === "SOA" || isRecordType(name))) return true;
    if (++seen === TELLING) return false;
  }
  return false;
}
