/** Builds RRsets from lines such as `mail 300 A 192.0.2.1`, for tests of the zone and of what lies after it. */
import { ownerName } from "../../src/zone/name.ts";
import { parseRdata, type Rdata, type RecordType } from "../../src/zone/rdata.ts";
import { joinRecords, type Origin, type RRset, type ZoneRecord } from "../../src/zone/rrset.ts";
import { parseText } from "../../src/zone/txt.ts";

export const ZONE = "example.com.";

const origin: Origin = { place: { file: "test.yaml", line: 1, column: 1 } };

/** Data in presentation form; TXT quoted, so that any octet can be written. */
export function data(type: RecordType, text: string, base = ZONE): Rdata {
  const parsed = parseRdata(type, type === "TXT" ? (parseText(text) ?? "") : text, base);
  if ("problem" in parsed) throw new Error(`${type} ${text}: ${parsed.problem}`);
  return parsed;
}

export function record(line: string, from: Origin = origin, base = ZONE): ZoneRecord {
  const [, owner, ttl, type, text] = /^(\S+) (?:(\d+) )?([A-Z]+) (.*)$/.exec(line) as unknown as string[];
  return {
    name: ownerName(owner as string, base),
    ttl: Number(ttl ?? 3600),
    data: data(type as RecordType, text as string, base),
    origin: from,
  };
}

export const rrsets = (...lines: string[]): RRset[] => [
  ...joinRecords(lines.map((line) => record(line))).rrsets,
];

export function rrset(...lines: string[]): RRset {
  const [only, ...others] = rrsets(...lines);
  if (only === undefined || others.length > 0) throw new Error("one RRset, please");
  return only;
}
