/** How findings show names and records. */
import { quote } from "../finding.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { printRdata } from "../zone/rdata.ts";
import type { ZoneRecord } from "../zone/rrset.ts";

/** A name without its final dot; quoted if it has characters that a name should not have. */
export function shownName(name: Name): string {
  const bare = withoutDot(name);
  return /^[a-z0-9_.*-]{1,253}$/.test(bare) ? bare : quote(bare);
}

/** Type and value, such as `MX 10 mx1.example.net.` or `TXT "v=spf1 -all"`. */
export function shownData({ data }: Pick<ZoneRecord, "data">): string {
  return data.type === "TXT" ? `TXT ${quote(data.text)}` : `${data.type} ${printable(printRdata(data))}`;
}

/** Owner, type and value. */
export function shownRecord(record: ZoneRecord): string {
  return `${shownName(record.name)} ${shownData(record)}`;
}

const printable = (text: string): string => (/^[\x20-\x7e]{1,120}$/.test(text) ? text : quote(text));
