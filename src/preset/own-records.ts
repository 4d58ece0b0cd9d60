/** The records that a spec writes under `records`, beside those of its presets. */
import { type Finding, quote } from "../finding.ts";
import type { RecordInput } from "../spec/record-schema.ts";
import { recordTexts } from "../spec/records.ts";
import type { Spec } from "../spec/spec.ts";
import { spotIn } from "../spec/spot.ts";
import { ownerName } from "../zone/name.ts";
import { parseRdata } from "../zone/rdata.ts";
import type { Origin, ZoneRecord } from "../zone/rrset.ts";

/** One for each value; a value that is no data of its type is a finding instead. */
export function ownRecords(spec: Spec): {
  readonly records: readonly ZoneRecord[];
  readonly findings: readonly Finding[];
} {
  const read = (spec.input.records ?? []).flatMap((input, i) => recordsOf(spec, input, i));
  return {
    records: read.filter((one) => "data" in one),
    findings: read.filter((one) => "code" in one),
  };
}

function recordsOf(
  { domain, source, ttl }: Spec,
  input: RecordInput,
  index: number,
): (ZoneRecord | Finding)[] {
  const path = ["records", index] as const;
  const origin: Origin = { place: source.place(path), path };
  const name = ownerName((input.name ?? "@").trim(), domain);
  const values = recordTexts(input);
  return values.map(({ text, path: at, start }, nth) => {
    const data = parseRdata(input.type, text, domain);
    if ("problem" in data) {
      const { problem, form, offset, length } = data;
      return {
        code: "rr-syntax",
        severity: "error",
        message: `the ${input.type} value ${quote(text)} cannot be published: ${problem}`,
        help: `write it as ${input.type} data, such as ${form}`,
        ...spotIn(source, [...path, ...at], { offset: Math.max(offset - start, 0), length }),
      };
    }
    const own = values.length > 1 && { place: source.place([...path, ...at]), path, nth };
    return { name, ttl: input.ttl ?? ttl, data, origin: own || origin };
  });
}
