/** Records of a zone as its cloud lists them: how they are read, compared, named and shown. */
import type { Cloud } from "../cloud/cloud.ts";
import type { Listed, LiveRecord, LiveValue } from "../cloud/listing.ts";
import type { ZoneId } from "../cloud/resource.ts";
import { quote } from "../finding.ts";
import { shownName } from "../words/record.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { printRdata, type Rdata, RECORD_TYPES } from "../zone/rdata.ts";
import type { Origin } from "../zone/rrset.ts";

/** The records of a zone, from the cloud's answer. */
export function readListing(cloud: Cloud, listed: readonly Listed[], zone: ZoneId): LiveRecord[] {
  return listed.map((one) => {
    const { values, ...record } = cloud.listing.read(one, zone);
    return {
      ...record,
      values: values.map(({ text, args }): LiveValue => {
        const data = cloud.raise(args)?.data[0];
        return data === undefined ? { text } : { text, data };
      }),
    };
  });
}

/** Equal for records of the same owner, type and values in any order; the TTL does not count. */
export const recordKey = (name: Name, type: string, data: readonly Rdata[]): string =>
  [withoutDot(name), type, ...data.map(printRdata).sort()].join("\n");

/** The key of a live record; undefined if not everyone gets exactly these values, or the model lacks one of them. */
export function liveKey(record: LiveRecord): string | undefined {
  const { name, type, values, proxied, disabled } = record;
  if (proxied || disabled || !isPlain(record)) return undefined;
  const data = values.flatMap((value) => value.data ?? []);
  return data.length === values.length && data.length > 0 ? recordKey(name, type, data) : undefined;
}

/** Whether everyone gets it as an answer: a record for one line or routing policy has no resource like ours. */
export const isPlain = ({ line, setIdentifier }: LiveRecord): boolean =>
  line === undefined && setIdentifier === undefined;

/** The values that are not among the wanted ones. */
export function strangersAmong(values: readonly LiveValue[], wanted: readonly Rdata[]): readonly LiveValue[] {
  const texts = new Set(wanted.map(printRdata));
  return values.filter(({ data }) => data === undefined || !texts.has(printRdata(data)));
}

const NO_DATA: Rdata = { type: "TXT", text: "" };
const NOWHERE: Origin = { place: { file: "", line: undefined, column: undefined } };

/**
 * Logical name, without the account, of the resource that the record would be if it were the stack's; undefined if the
 * model lacks its type, or its value on a cloud where a resource is a value.
 */
export function nameIfWanted(
  cloud: Cloud,
  zone: Name,
  { name, type, values }: LiveRecord,
): string | undefined {
  const known = RECORD_TYPES.find((one) => one === type);
  const data = values[0]?.data;
  // a value is not needed where a resource is the whole set, which may be an alias
  if (known === undefined || (data === undefined && cloud.unit === "value")) return undefined;
  const records = [{ name, ttl: 0, data: data ?? NO_DATA, origin: NOWHERE }];
  return cloud.lower({ name, type: known, ttl: 0, records }, { name: zone, id: null })[0]?.name;
}

/** Number of values that a finding shows; the rest are counted. */
const SHOWN = 8;

/** Name, type and values of a live record with its id: `example.com MX 10 mx1.example.net (record 3f...)`. */
export function shownLive(record: LiveRecord, values: readonly LiveValue[] = record.values): string {
  const { name, type, id, line, alias, setIdentifier, proxied, disabled } = record;
  const shown = values.slice(0, SHOWN).map(({ text, data }) => {
    if (data?.type === "TXT") return quote(data.text);
    return /^[\x20-\x7e]{1,100}$/.test(text) ? text : quote(text);
  });
  if (values.length > SHOWN) shown.push(`and ${values.length - SHOWN} more`);
  const what = alias === undefined ? shown.join(", ") : `alias of ${withoutDot(alias)}`;
  const marks = [
    `record ${id}`,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(setIdentifier === undefined ? [] : [`set ${setIdentifier}`]),
    ...(proxied ? ["proxied"] : []),
    ...(disabled ? ["disabled"] : []),
  ];
  return `${shownName(name)} ${type} ${what} (${marks.join(", ")})`;
}
