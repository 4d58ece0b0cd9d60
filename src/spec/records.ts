/** The forms in which a spec writes records, all converted to presentation form. */
import type { Span } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { RecordType } from "../zone/rdata.ts";
import type { RecordInput } from "./record-schema.ts";

/** A value of a record, and the scalar of the spec that it ends with. */
export interface RecordText {
  /** Presentation form; for TXT the plain text. */
  readonly text: string;
  /** The scalar's path below the record. */
  readonly path: Path;
  /** Where in the text the scalar begins. */
  readonly start: number;
}

/** Each value of a record. */
export function recordTexts(record: RecordInput): RecordText[] {
  return "values" in record ? record.values.map((_, nth) => recordText(record, nth)) : [recordText(record)];
}

/** The value of a record; with `values`, the `nth` of them. */
export function recordText(record: RecordInput, nth = 0): RecordText {
  if ("values" in record) return { text: record.values[nth] ?? "", path: ["values", nth], start: 0 };
  if ("preference" in record) return joined(`${record.preference} `, record.exchange, "exchange");
  if ("port" in record) {
    const { priority, weight, port, target } = record;
    return joined(`${priority} ${weight} ${port} `, target, "target");
  }
  if ("tag" in record) {
    // the text has the value in quotes
    const { text, path, start } = joined(
      `${record.flags} ${record.tag} `,
      JSON.stringify(record.value),
      "value",
    );
    return { text, path, start: start + 1 };
  }
  if ("certificate" in record) {
    const { usage, selector, matching, certificate } = record;
    return joined(`${usage} ${selector} ${matching} `, certificate, "certificate");
  }
  if ("address" in record) return joined("", record.address, "address");
  if ("target" in record) return joined("", record.target, "target");
  if ("text" in record) return joined("", record.text, "text");
  return joined("", record.value, "value");
}

const joined = (before: string, scalar: string, key: string): RecordText => ({
  text: before + scalar,
  path: [key],
  start: before.length,
});

/** The fields of each type, in presentation form and as the keys of a record that spells them out. */
const FIELDS = {
  A: ["address"],
  AAAA: ["address"],
  CAA: ["flags", "tag", "value"],
  CNAME: ["target"],
  MX: ["preference", "exchange"],
  NS: ["target"],
  PTR: ["target"],
  SRV: ["priority", "weight", "port", "target"],
  TLSA: ["usage", "selector", "matching", "certificate"],
  TXT: ["text"],
} as const satisfies Record<RecordType, readonly string[]>;
export type RecordField = (typeof FIELDS)[RecordType][number];

/** Where a record has one of its fields: the scalar's path below the record, and the field in the scalar's text. */
export interface FieldSpot extends Span {
  readonly path: Path;
  /** The text that is there. */
  readonly written: string;
}

/** The field of a record's value, with `values` of the `nth`; undefined if the record has no such field. */
export function fieldSpot(record: RecordInput, field: RecordField, nth = 0): FieldSpot | undefined {
  const inOne = "value" in record && !("tag" in record) ? record.value : undefined;
  const text = "values" in record ? record.values[nth] : inOne;
  if (text === undefined) {
    const own: unknown = Object.hasOwn(record, field) ? Reflect.get(record, field) : undefined;
    const written = String(own ?? "");
    return own === undefined ? undefined : { path: [field], offset: 0, length: written.length, written };
  }
  const path = "values" in record ? ["values", nth] : ["value"];
  const fields: readonly RecordField[] = FIELDS[record.type];
  const at = fields.indexOf(field);
  if (at < 0) return undefined;
  if (record.type === "TXT") return { path, offset: 0, length: text.length, written: text };
  const word = [...text.matchAll(/\S+/g)][at];
  const begin = word?.index ?? 0;
  // the last field is all that remains, such as TLSA data with spaces in it
  const end = at === fields.length - 1 ? text.trimEnd().length : begin + (word?.[0].length ?? 0);
  const quoted = record.type === "CAA" && field === "value" && /^"[^\\]*"$/.test(text.slice(begin, end));
  const offset = begin + (quoted ? 1 : 0);
  const written = text.slice(offset, quoted ? end - 1 : end);
  return { path, offset, length: written.length, written };
}
