/** What Route 53 refuses of a change, and the form that it gives to names; pure (docs/facts/route53.md, service). */
import { isIPv4, isIPv6 } from "node:net";
import { CharacterStringError, parseCharacterStrings } from "../../character-strings.ts";
import { isWithin } from "../../names.ts";
import { sameJson } from "../../properties.ts";
import { ServiceError } from "../../service.ts";
import type { StoredRecord, StoredZone } from "../../store.ts";
import type { RecordSet } from "./record.ts";

type Stored = StoredRecord<RecordSet>;

/** The most characters in a TXT value, and in one of its strings. */
const LONGEST_VALUE = 4000;
const LONGEST_STRING = 255;

const GREATEST_TTL = 2_147_483_647;

/** How many fields a value of each type has, and the service's word for that. */
const FIELDS: Readonly<Record<string, readonly [count: number, words: string]>> = {
  A: [1, "SingleField"],
  AAAA: [1, "SingleField"],
  CNAME: [1, "SingleField"],
  NS: [1, "SingleField"],
  PTR: [1, "SingleField"],
  MX: [2, "TwoFields"],
  SRV: [4, "FourFields"],
};

/** Whether a zone has an RRset for ever: the NS and the SOA at its apex. */
export const isRequired = (zone: StoredZone, owner: string, type: string): boolean =>
  owner === zone.name && (type === "NS" || type === "SOA");

/** A name as the API answers it: all but letters, digits, `-` and `_` as octal codes, with a final dot. */
function escapedName(name: string): string {
  const octal = (character: string): string => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
  return `${name.toLowerCase().replace(/[^a-z0-9._-]/g, octal)}.`;
}

/** The owner that a name of the API is: octal codes are characters, and a final dot says nothing. */
export const ownerOf = (name: string): string =>
  name
    .replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    .replace(/\.$/, "")
    .toLowerCase();

/** Refuses the deletion of what is not there, is not as it is told, or has to be. */
export function checkDeletion(
  zone: StoredZone,
  known: Stored | undefined,
  { name: given, type, ...told }: RecordSet,
): asserts known {
  const name = ownerOf(given);
  const what = `Tried to delete resource record set [name='${escapedName(name)}', type='${type}'] but`;
  if (!known) throw refusal(`${what} it was not found`);
  if (!isTold(known.body, told)) throw refusal(`${what} the values provided do not match the current values`);
  if (isRequired(zone, name, type)) {
    throw refusal(
      `A HostedZone must contain ${type === "SOA" ? "exactly one SOA record" : "at least one NS record for the zone itself"}.`,
    );
  }
}

/** Whether a deletion tells the RRset as it is. */
function isTold({ ttl, values, alias }: RecordSet, told: Omit<RecordSet, "name" | "type">): boolean {
  if (alias)
    return sameJson(
      { ...alias, name: ownerOf(alias.name) },
      told.alias && { ...told.alias, name: ownerOf(told.alias.name) },
    );
  return ttl === told.ttl && sameJson(values.toSorted(), told.values.toSorted());
}

/** The RRset that the service keeps, or its refusal; `there` are those at the name, of which it may replace one. */
export function accepted(
  zone: StoredZone,
  there: readonly Stored[],
  given: RecordSet,
  replace: boolean,
): RecordSet {
  const set = { ...given, name: ownerOf(given.name) };
  const name = escapedName(set.name);
  if (!isWithin(set.name, zone.name)) {
    throw refusal(`RRSet with DNS name ${name} is not permitted in zone ${zone.name}.`);
  }
  if (!replace && there.some(({ type }) => type === set.type)) {
    throw refusal(
      `Tried to create resource record set [name='${name}', type='${set.type}'] but it already exists`,
    );
  }
  refuseConflicts(zone, there, set);
  refuseValues(set);
  return { ...set, name };
}

/** An API error, as the provider shows it behind its own words. */
const refusal = (message: string, code = "InvalidChangeBatch"): ServiceError =>
  new ServiceError(code, code === "InvalidChangeBatch" ? `InvalidChangeBatch: ${message}` : message);

/** A CNAME is the only record at its name, and never at the apex. */
function refuseConflicts(zone: StoredZone, there: readonly Stored[], { name, type }: RecordSet): void {
  const others = there.filter((set) => set.type !== type);
  const start = `RRSet of type ${type} with DNS name ${escapedName(name)} is not permitted`;
  if (type === "CNAME" && name === zone.name) throw refusal(`${start} at apex in zone ${zone.name}.`);
  if (type === "CNAME" && others.length > 0) {
    throw refusal(`${start} as it conflicts with other records with the same DNS name in zone ${zone.name}.`);
  }
  if (others.some((set) => set.type === "CNAME")) {
    throw refusal(
      `${start} because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zone.name}.`,
    );
  }
}

function refuseValues({ type, ttl, values, alias }: RecordSet): void {
  if (alias) return;
  if (values.length === 0 || ttl === undefined) {
    throw refusal(
      "InvalidInput: Invalid XML ; Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords]]",
      "InvalidInput",
    );
  }
  if (ttl < 0 || ttl > GREATEST_TTL) throw refusal(`Invalid TTL: ${ttl}`);
  if (new Set(values).size !== values.length) throw refusal("Duplicate Resource Record");
  if (type === "CNAME" && values.length > 1)
    throw refusal("An RRSet of type CNAME may hold only one record.");
  for (const value of values) {
    const fault = faultOf(type, value);
    if (fault)
      throw refusal(`Invalid Resource Record: 'FATAL problem: ${fault} encountered with '${value}''`);
  }
}

/** What is wrong with one value, in the service's words, or undefined. */
function faultOf(type: string, value: string): string | undefined {
  if (type === "TXT" || type === "SPF") return textFault(value);
  const fields = value.trim().split(/\s+/);
  const [count, words] = FIELDS[type] ?? [];
  if (count !== undefined && (fields.length !== count || !value.trim())) return `${type}RRDATANot${words}`;
  if (type === "A" && !isIPv4(value)) return "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)";
  if (type === "AAAA" && !isIPv6(value))
    return "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)";
  if ((type === "MX" || type === "SRV") && !fields.slice(0, -1).every(is16Bits)) {
    return `${type}RRDATAIllegalNumber (Value is not a number from 0 to 65535)`;
  }
  if (type === "TLSA" && !/^[0-3] [01] [0-2] ([0-9a-f]{2})+$/i.test(value)) {
    return "TLSARRDATAIllegal (Value is not usage selector matching-type data)";
  }
  if (type === "CAA" && !/^\d{1,3} [a-zA-Z0-9]+ ".*"$/.test(value)) {
    return 'CAARRDATANotThreeFields (Value is not flags tag "value")';
  }
  return undefined;
}

const is16Bits = (field: string): boolean => /^\d+$/.test(field) && Number(field) < 65_536;

function textFault(value: string): string | undefined {
  if (value.length > LONGEST_VALUE) return "RRDATATooLong (Value is too long)";
  try {
    const strings = parseCharacterStrings(value, 8);
    if (strings.length === 0) return "InvalidCharacterString (Value should be enclosed in quotation marks)";
    return strings.some((string) => string.length > LONGEST_STRING)
      ? "CharacterStringTooLong (Value is too long)"
      : undefined;
  } catch (error) {
    if (error instanceof CharacterStringError) return `InvalidCharacterString (${error.message})`;
    throw error;
  }
}
