/** What a preset publishes for example.com with its parameters' example values. */
import { holdsSpf } from "../preset/detect/facts.ts";
import { bareSpec } from "../preset/example.ts";
import { expandText } from "../preset/expand-specs.ts";
import type { Library } from "../preset/library.ts";
import type { Preset } from "../preset/preset.ts";
import { spfTerms } from "../preset/spf-terms.ts";
import { relativeName } from "../zone/name.ts";
import { compareRRsets } from "../zone/order.ts";
import { printRdata } from "../zone/rdata.ts";
import { joinRecords, type ZoneRecord } from "../zone/rrset.ts";

/** Owner, type and data. */
type Row = readonly [owner: string, type: string, data: string];

export interface PresetExample {
  /** The preset's own records. */
  readonly records: readonly Row[];
  /**
   * What a gateway or sender contributes to records that a domain has only once: its terms of the SPF record, under the
   * type `SPF`, and under `DMARC` the policy if neither the spec nor the mailbox has one.
   */
  readonly shares: readonly Row[];
}

export function presetExample(preset: Preset, library: Library): PresetExample {
  const { domains } = expandText("example.yaml", bareSpec(preset, "cloudflare"), library);
  const own = domains.flatMap(({ records }) => records);
  const rows = joinRecords(own)
    .rrsets.toSorted(compareRRsets)
    .flatMap(({ records }) => records);
  if (preset.kind !== "sender" && preset.kind !== "gateway") return { records: rows.map(whole), shares: [] };
  const shares = rows.map(share);
  return {
    records: rows.filter((_, i) => shares[i] === undefined).map(whole),
    shares: shares.filter((one) => one !== undefined),
  };
}

const owner = ({ name }: ZoneRecord): string => relativeName(name, "example.com.");

const whole = (record: ZoneRecord): Row => [owner(record), record.data.type, printRdata(record.data)];

/** What the preset contributes to a record that the domain has anyway; undefined for one of the preset's own records. */
function share(record: ZoneRecord): Row | undefined {
  const { data } = record;
  if (data.type !== "TXT") return undefined;
  if (owner(record) === "@" && holdsSpf(record)) return ["@", "SPF", spfTerms(data.text).join(" ")];
  return owner(record) === "_dmarc" ? ["_dmarc", "DMARC", data.text] : undefined;
}
