/**
 * Zones as octoDNS keeps them in YAML: owners with one record or a list of them, each with a type and a value or values
 * (octodns/octodns, octodns/provider/yaml.py and tests/config, read 2026-11-29).
 */
import type { Place } from "../finding.ts";
import { isMap, type Values } from "../source/map.ts";
import type { Source } from "../source/source.ts";
import { type Name, ownerName } from "../zone/name.ts";
import { isRecordType, parseRdata, type Rdata, type RecordType } from "../zone/rdata.ts";
import { otherType, type Reading, type ReadZone, unread } from "./read-zone.ts";
import type { SourceRecord } from "./source-zone.ts";

/** What a record has without a TTL, unless the provider's `default_ttl` says otherwise. */
const DEFAULT_TTL = 3600;

/** One document of a zone's file. */
export function readOctodns(source: Source, zone: Name): ReadZone {
  const { value } = source;
  const read: Reading = { records: [], others: [], findings: [] };
  if (value === null) return read;
  if (!isMap(value)) {
    read.findings.push(unread(source.place([]), "the file is not a map of names, as octoDNS writes it"));
    return read;
  }
  for (const [owner, held] of Object.entries(value)) {
    const name = ownerName(owner, zone);
    const items = Array.isArray(held)
      ? held.map((one, i) => [one, [owner, i]] as const)
      : [[held, [owner]] as const];
    for (const [item, path] of items) readItem(item, { name, zone, place: source.place(path) }, read);
  }
  return read;
}

interface Spot {
  readonly name: Name;
  readonly zone: Name;
  readonly place: Place;
}

function readItem(item: unknown, { name, zone, place }: Spot, read: Reading): void {
  const type = isMap(item) ? String(item["type"] ?? "").toUpperCase() : "";
  if (!isMap(item) || type === "") {
    read.findings.push(unread(place, "the record has no type"));
    return;
  }
  const leave = (why: string): unknown => read.others.push({ name, type, why });
  const own = isMap(item["octodns"]) ? item["octodns"] : {};
  if (own["ignored"] === true) return void leave("is ignored by octoDNS");
  if (!isRecordType(type)) return void read.others.push(otherType(name, type));
  const isVaried = item["geo"] !== undefined || item["dynamic"] !== undefined;
  if (isVaried) return void leave("has answers that differ by place or health, which specs cannot say");
  const ttl = item["ttl"] ?? DEFAULT_TTL;
  if (typeof ttl !== "number") return void read.findings.push(unread(place, "the TTL is not a number"));
  for (const value of valuesOf(item)) {
    const data = dataOf(type, value, zone);
    if ("problem" in data)
      read.findings.push(unread(place, `the ${type} value cannot be read: ${data.problem}`));
    else read.records.push({ name, ttl, data, place, ...proxied(own) });
  }
}

const valuesOf = ({ value, values }: Values): readonly unknown[] =>
  [values ?? value ?? []].flat().filter((one) => one !== null);

function proxied(own: Values): Pick<SourceRecord, "besides"> {
  const cloudflare = own["cloudflare"];
  return isMap(cloudflare) && cloudflare["proxied"] === true ? { besides: "proxied" } : {};
}

function dataOf(type: RecordType, value: unknown, zone: Name): Rdata | { readonly problem: string } {
  if (isMap(value) && type !== "TXT") return parseRdata(type, fields(type, value), zone);
  if (!["string", "number", "boolean"].includes(typeof value)) return { problem: "it is not a text" };
  const text = String(value);
  return type === "TXT" ? { type, text: text.replaceAll("\\;", ";") } : parseRdata(type, text, zone);
}

/** The data of a map in presentation form; MX had other keys before octoDNS 0.9. */
function fields(type: RecordType, value: Values): string {
  const all = (...keys: readonly (readonly string[])[]): string =>
    keys
      .map((names) => String(names.map((key) => value[key]).find((one) => one !== undefined) ?? ""))
      .join(" ");
  switch (type) {
    case "MX":
      return all(["preference", "priority"], ["exchange", "value"]);
    case "SRV":
      return all(["priority"], ["weight"], ["port"], ["target"]);
    case "CAA":
      return `${all(["flags"], ["tag"])} ${JSON.stringify(String(value["value"] ?? "").replaceAll("\\;", ";"))}`;
    case "TLSA":
      return all(["certificate_usage"], ["selector"], ["matching_type"], ["certificate_association_data"]);
    default:
      return all(["value"]);
  }
}
