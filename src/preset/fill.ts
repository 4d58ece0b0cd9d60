/** A preset's record for one domain: whether it is used, and its templates filled. */
import type { PresetUse, Spec } from "../spec/spec.ts";
import { type Name, ownerName } from "../zone/name.ts";
import { SENDING_GROUPS } from "./groups.ts";
import type { Lacks, Parameters } from "./parameters.ts";
import type { Preset, PresetRecord } from "./preset.ts";
import { isChosen } from "./when.ts";

/** Whether a record of the preset is used, before its templates are filled. */
export function isWanted(
  record: PresetRecord,
  preset: Preset,
  use: PresetUse,
  groups: ReadonlyMap<string, boolean>,
  parameters: Parameters,
  spec: Spec,
): boolean {
  if (!isChosen(record, parameters.value)) return false;
  if (use.role === "standby" && !isForStandby(record)) return false;
  const asSender = use.role === "sender" || spec.mode === "send-only";
  if (asSender && !isForSending(record, preset)) return false;
  const switched = groups.get(record.group);
  if (switched !== undefined) return switched;
  if (record.need !== "optional") return true;
  return (
    record.isDerived !== true && record.compiled.uses.some((name) => parameters.givenWithoutDefault(name))
  );
}

/** A server that does not hold the mail, but sends, keeps its address. */
const isForStandby = ({ group, type }: PresetRecord): boolean =>
  SENDING_GROUPS.has(group) || (group === "host" && (type === "A" || type === "AAAA"));

function isForSending(record: PresetRecord, preset: Preset): boolean {
  // an MX of the whole domain is for a mailbox; a name that the user gives is checked once it is known
  if (preset.kind === "sender") return record.type !== "MX" || record.name !== "@";
  return SENDING_GROUPS.has(record.group);
}

/** One binding for each item of the list parameter that the record uses; one empty binding if it uses none. */
export function picks(record: PresetRecord, parameters: Parameters): Record<string, string>[] {
  const list = parameters.listAmong(record.compiled.uses);
  return list === undefined ? [{}] : list.items.map((item) => ({ [list.name]: item }));
}

/** The record with its templates filled, or every parameter that it lacks; the record itself if it has no templates. */
export function fillRecord(
  record: PresetRecord,
  parameters: Parameters,
  pick: Readonly<Record<string, string>>,
): PresetRecord | Lacks {
  const { fields } = record.compiled;
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

/** The owner of a record whose name, filled, is `name`: DMARC goes below the name it is for (RFC 9989 §4.5). */
export function ownerOf(name: string, record: PresetRecord, domain: Name): Name {
  const owner = ownerName(name, domain);
  return record.type === "DMARC" ? ownerName("_dmarc", owner) : owner;
}
