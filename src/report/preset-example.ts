/** What a preset publishes for example.com with the examples of its parameters. */
import { exampleSpec } from "../preset/example.ts";
import { expand } from "../preset/expand.ts";
import type { Library } from "../preset/library.ts";
import type { Preset } from "../preset/preset.ts";
import { parseSpecs } from "../spec/read.ts";
import { relativeName } from "../zone/name.ts";
import { compareRRsets } from "../zone/order.ts";
import { printRdata } from "../zone/rdata.ts";
import { toRRsets } from "../zone/zone.ts";

/** Owner, type and data of each record that is the preset's own. */
export function exampleRecords(preset: Preset, library: Library): readonly (readonly string[])[] {
  const { specs } = parseSpecs("example.yaml", Buffer.from(exampleSpec(preset, "cloudflare")), undefined);
  const id = preset.kind === "policy" ? preset.id : preset.askedFor;
  const own = specs
    .flatMap((spec) => expand(spec, library).domain.records)
    .filter(({ origin }) => origin.preset?.id === id || preset.kind === "policy");
  return toRRsets(own)
    .sort(compareRRsets)
    .flatMap(({ records }) =>
      records.map(({ name, data }) => [relativeName(name, "example.com."), data.type, printRdata(data)]),
    );
}
