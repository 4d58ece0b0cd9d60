/** A preset's record for one domain: whether it takes part, its templates filled, its data. */
import type { PresetUse, Spec } from "../spec/spec.ts";
import { absolute, type Name, ownerName } from "../zone/name.ts";
import { parseAddress, type Rdata } from "../zone/rdata.ts";
import { SENDING_GROUPS } from "./groups.ts";
import { type Lacks, namesIn, type Parameters } from "./parameters.ts";
import type { Preset, PresetRecord } from "./preset.ts";
import { isChosen } from "./when.ts";

/** Whether a record of the preset takes part, before its parameters are looked at. */
export function isWanted(
  record: PresetRecord,
  preset: Preset,
  use: PresetUse,
  groups: ReadonlyMap<string, boolean>,
  parameters: Parameters,
  spec: Spec,
): boolean {
  if (!isChosen(record, parameters.value)) return false;
  const asSender = use.role === "sender" || spec.mode === "send-only";
  if (asSender && !isForSending(record, preset)) return false;
  const switched = groups.get(record.group);
  if (switched !== undefined) return switched;
  if (record.need !== "optional") return true;
  return namesUsed(record).some((name) => parameters.givenWithoutDefault(name));
}

function isForSending(record: PresetRecord, preset: Preset): boolean {
  // what takes the mail of the whole domain is for a mailbox; a name that the user gives is judged where it is known
  if (preset.kind === "sender") return record.type !== "MX" || record.name !== "@";
  return SENDING_GROUPS.has(record.group);
}

/** Found once a preset, not once a domain: a fleet has few presets. */
const used = new WeakMap<PresetRecord, readonly string[]>();

/** The parameters that the templates of a record name, those of its owner first. */
function namesUsed(record: PresetRecord): readonly string[] {
  let names = used.get(record);
  if (names === undefined) {
    const fields: unknown[] = Object.entries(record).flatMap(([key, value]) =>
      key === "place" || key === "when" || key === "note" || key === "group" || key === "need" ? [] : value,
    );
    names = fields.filter((field) => typeof field === "string").flatMap(namesIn);
    used.set(record, names);
  }
  return names;
}

/** One binding for each item of the list parameter that the record uses; one empty binding when it uses none. */
export function picks(record: PresetRecord, parameters: Parameters): Record<string, string>[] {
  const list = parameters.listAmong(namesUsed(record));
  return list === undefined ? [{}] : list.items.map((item) => ({ [list.name]: item }));
}

/** The fields of a record that have placeholders; found once a preset. */
const templates = new WeakMap<PresetRecord, readonly [key: string, value: string | readonly string[]][]>();

function templatesOf(record: PresetRecord): readonly [key: string, value: string | readonly string[]][] {
  let fields = templates.get(record);
  if (fields === undefined) {
    fields = Object.entries(record).filter(
      ([key, value]) => key !== "place" && key !== "when" && [value].flat().some(isTemplate),
    );
    templates.set(record, fields);
  }
  return fields;
}

const isTemplate = (value: unknown): boolean => typeof value === "string" && namesIn(value).length > 0;

/** The record with its templates filled, or every parameter that it lacks; itself when it has none. */
export function fillRecord(
  record: PresetRecord,
  parameters: Parameters,
  pick: Readonly<Record<string, string>>,
): PresetRecord | Lacks {
  const fields = templatesOf(record);
  if (fields.length === 0) return record;
  const lacks: string[] = [];
  const fill = (template: string): string => {
    const filled = parameters.fill(template, pick);
    if (typeof filled === "string") return filled;
    lacks.push(...filled.lacks);
    return template;
  };
  const filled = fields.map(([key, value]) => [
    key,
    typeof value === "string" ? fill(value) : value.map(fill),
  ]);
  return lacks.length > 0 ? { lacks: [...new Set(lacks)] } : { ...record, ...Object.fromEntries(filled) };
}

/** The owner of a record whose name, filled, is `name`: DMARC stands below the name it is for (RFC 9989 §4.5). */
export function ownerOf(name: string, record: PresetRecord, domain: Name): Name {
  const owner = ownerName(name, domain);
  return record.type === "DMARC" ? ownerName("_dmarc", owner) : owner;
}

type DataRecord = Exclude<PresetRecord, { type: "SPF" }>;

/** The data of records that are the same for every domain. */
const constants = new WeakMap<PresetRecord, Rdata>();

export function presetData(record: DataRecord): Rdata {
  const known = constants.get(record);
  if (known !== undefined) return known;
  const data = readData(record);
  // what was filled for one domain is another record, which no other domain will ask for
  if (templates.get(record)?.length === 0) constants.set(record, data);
  return data;
}

function readData(record: DataRecord): Rdata {
  switch (record.type) {
    case "A":
    case "AAAA":
      return parseAddress(record.type, record.address) ?? { type: record.type, address: record.address };
    case "CNAME":
    case "NS":
      return { type: record.type, target: absolute(record.target) };
    case "MX":
      return { type: "MX", preference: Number(record.preference), exchange: absolute(record.exchange) };
    case "SRV": {
      const { type, target } = record;
      return {
        type,
        priority: Number(record.priority),
        weight: Number(record.weight),
        port: Number(record.port),
        target: absolute(target),
      };
    }
    case "CAA":
      return { type: "CAA", flags: record.flags, tag: record.tag.toLowerCase(), value: record.value };
    case "TXT":
    case "DMARC":
      return { type: "TXT", text: record.text };
  }
}
