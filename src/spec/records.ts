/** The forms in which a spec writes records, all brought to presentation form. */
import type { Path } from "../source.ts";
import type { RecordInput } from "./schema.ts";

/** Each value of a record in presentation form (TXT: the plain text), with its path below the record. */
export function recordTexts(record: RecordInput): { readonly text: string; readonly path: Path }[] {
  if ("values" in record) return record.values.map((text, i) => ({ text, path: ["values", i] }));
  if ("preference" in record)
    return [{ text: `${record.preference} ${record.exchange}`, path: ["exchange"] }];
  if ("port" in record) {
    const { priority, weight, port, target } = record;
    return [{ text: `${priority} ${weight} ${port} ${target}`, path: ["target"] }];
  }
  if ("tag" in record)
    return [{ text: `${record.flags} ${record.tag} ${JSON.stringify(record.value)}`, path: ["value"] }];
  if ("certificate" in record) {
    const { usage, selector, matching, certificate } = record;
    return [{ text: `${usage} ${selector} ${matching} ${certificate}`, path: ["certificate"] }];
  }
  if ("address" in record) return [{ text: record.address, path: ["address"] }];
  if ("target" in record) return [{ text: record.target, path: ["target"] }];
  if ("text" in record) return [{ text: record.text, path: ["text"] }];
  return [{ text: record.value, path: ["value"] }];
}
