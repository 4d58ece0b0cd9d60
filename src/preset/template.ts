/** Templates of a preset: texts with `{parameter}` in them. Only this file says which fields of a record are templates. */
import type { Rdata } from "../zone/rdata.ts";
import { recordData } from "./record-data.ts";
import type { ParameterInput, PresetRecordInput } from "./schema.ts";

/** Names beyond those that the grammar of presets allows are variables of a Domain Connect template. */
export const PLACEHOLDER = /\{([A-Za-z0-9_-]+)\}/g;

/** The names in a template's placeholders. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] as string);
}

/** The templates of a rule by which a value is derived, with the parameter that decides among them. */
export function derivedTemplates(derive: ParameterInput["derive"]): readonly string[] {
  if (derive === undefined) return [];
  if (typeof derive === "string") return [derive];
  if ("template" in derive) return [derive.template];
  return [`{${derive.map}}`, ...Object.values(derive.values), derive.otherwise ?? ""];
}

/** The fields of records that are templates; prose, such as `note`, is not. */
const TEMPLATE_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "address",
  "target",
  "preference",
  "exchange",
  "priority",
  "weight",
  "port",
  "flags",
  "tag",
  "value",
  "text",
  "terms",
]);

/** The fields of a record that are templates, with placeholders or without. */
export const templateFields = (record: PresetRecordInput): [key: string, value: unknown][] =>
  Object.entries(record).filter(([key]) => TEMPLATE_FIELDS.has(key));

/** What is known about a record's templates as soon as its preset is read. */
export interface Compiled {
  /** The parameters that they name, those of the owner first. */
  readonly uses: readonly string[];
  /** The fields that have placeholders. */
  readonly fields: readonly (readonly [key: string, value: string | readonly string[]])[];
  /** The data, if it is the same for every domain. */
  readonly data?: Rdata;
}

export function compileTemplates(record: PresetRecordInput): Compiled {
  const fields = templateFields(record).filter(
    (field): field is [string, string | string[]] => namesOf(field[1]).length > 0,
  );
  return {
    uses: fields.flatMap(([, value]) => namesOf(value)),
    fields,
    ...(fields.length === 0 && record.type !== "SPF" && { data: recordData(record) }),
  };
}

const namesOf = (value: unknown): string[] =>
  [value].flat().flatMap((text) => (typeof text === "string" ? namesIn(text) : []));
