/** The data of a preset's record, once its templates are filled. */
import { absolute } from "../zone/name.ts";
import { parseAddress, type Rdata } from "../zone/rdata.ts";
import type { PresetRecordInput } from "./schema.ts";

/** Records that have data of their own: an SPF record's terms join those of others. */
export type DataRecord = Exclude<PresetRecordInput, { type: "SPF" }>;

export function recordData(record: DataRecord): Rdata {
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
      return { type: "CAA", flags: Number(record.flags), tag: record.tag.toLowerCase(), value: record.value };
    case "TXT":
    case "DMARC":
      return { type: "TXT", text: record.text };
  }
}
