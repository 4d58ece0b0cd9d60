/** A zone as its cloud lists it. */
import type { LiveRecord } from "../cloud/listing.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { isRecordType } from "../zone/rdata.ts";
import { typeWhy } from "./read-zone.ts";
import type { Inexpressible, SourceRecord, SourceZone } from "./source-zone.ts";

export function liveZone(
  name: Name,
  listed: readonly LiveRecord[],
  about: Pick<SourceZone, "from" | "dns">,
): SourceZone {
  const records: SourceRecord[] = [];
  const others: Inexpressible[] = [];
  for (const record of listed.filter(({ type }) => type !== "SOA")) {
    const why = whyNot(record);
    if (why === undefined) records.push(...recordsOf(record));
    else others.push({ name: record.name, type: record.type, why });
  }
  return { zone: name, ...about, records, others, findings: [] };
}

function recordsOf({ name, ttl, values, proxied }: LiveRecord): SourceRecord[] {
  return values.flatMap(({ data }) =>
    data === undefined
      ? []
      : [
          {
            name,
            ttl,
            data,
            ...(proxied ? { besides: "proxied" } : {}),
          },
        ],
  );
}

/** Why no spec can have the record; undefined if one can. */
function whyNot({
  type,
  values,
  alias,
  line,
  setIdentifier,
  disabled,
  locked,
}: LiveRecord): string | undefined {
  if (alias !== undefined) return `is an alias of ${withoutDot(alias)}`;
  if (setIdentifier !== undefined) return `is one of several sets of a routing policy (${setIdentifier})`;
  if (line !== undefined) return `is for the resolution line ${line} alone`;
  if (disabled) return "is disabled";
  if (locked) return "belongs to a service of the cloud, which lets nobody change it";
  if (!isRecordType(type)) return typeWhy(type);
  const odd = values.find(({ data }) => data === undefined);
  return odd === undefined ? undefined : `has a value that is no ${type} data`;
}
