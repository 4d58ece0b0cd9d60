/** Reads a record resource back: the part of the inverse of lowering that all clouds share. */
import { absolute, type Name } from "../zone/name.ts";
import { parseRdata, type Rdata, RECORD_TYPES, type RecordType } from "../zone/rdata.ts";

/** What a resource's arguments or outputs say: the whole RRset if a resource is one, otherwise one value of it. */
export interface Raised {
  readonly name: Name;
  readonly type: RecordType;
  /** Seconds; absent if the resource has none. */
  readonly ttl?: number;
  /** At least one. */
  readonly data: readonly Rdata[];
}

/** Types whose data ends with a host, absolute even without a final dot. */
const WITH_HOST: ReadonlySet<string> = new Set(["CNAME", "MX", "NS", "PTR", "SRV"]);

/** A value in presentation form, TXT as plain text; undefined if the model cannot hold it. */
export function readRdata(type: unknown, text: unknown): Rdata | undefined {
  if (!isRecordType(type) || typeof text !== "string") return undefined;
  const whole = WITH_HOST.has(type) ? text.trim().replace(/\.?$/, ".") : text;
  const data = parseRdata(type, whole, ".");
  return "problem" in data ? undefined : data;
}

/** What was read, if all of it could be. */
export function raised(
  name: unknown,
  ttl: unknown,
  values: readonly (Rdata | undefined)[],
): Raised | undefined {
  const data = values.filter((value) => value !== undefined);
  const [first] = data;
  if (typeof name !== "string" || first === undefined || data.length < values.length) return undefined;
  return {
    name: absolute(name),
    type: first.type,
    ...(typeof ttl === "number" && { ttl }),
    data,
  };
}

const isRecordType = (type: unknown): type is RecordType => RECORD_TYPES.some((known) => known === type);
