/** Judges a preset's file by itself, and by what it publishes with its examples on every cloud. */
import { runChecks } from "./check/run.ts";
import { clouds } from "./cloud/clouds.ts";
import { placeDomains } from "./cloud/place.ts";
import { compareFindings, distinct, type Finding, type Place } from "./diagnostic.ts";
import { exampleSpec } from "./preset/example.ts";
import { expand } from "./preset/expand.ts";
import { type Library, presetOf } from "./preset/library.ts";
import { lintPreset } from "./preset/lint.ts";
import type { Preset } from "./preset/preset.ts";
import { parseSource } from "./source.ts";
import { parseSpecs } from "./spec/read.ts";

/** Everything that is found, sorted. The file itself may be one of the library's, whose other ids are taken. */
export function lintPresetFile(file: string, octets: Uint8Array, library: Library): readonly Finding[] {
  const { sources, findings } = parseSource(file, octets);
  const [source] = sources;
  if (source === undefined) return findings;
  const read = presetOf(source);
  const { preset } = read;
  if (preset === undefined) return [...findings, ...read.findings].sort(compareFindings);
  const others = library.presets().filter((one) => one.file !== file);
  const taken = new Set(others.flatMap((one) => [one.id, ...Object.keys(one.variants)]));
  const own = [...findings, ...lintPreset(preset, source, taken)];
  const isSound = own.every(({ severity }) => severity !== "error");
  return [...own, ...(isSound ? published(preset, library, source.place(["records"])) : [])].sort(
    compareFindings,
  );
}

/** What checks say of the preset and its variants, each fact once; where not all clouds have it, which. */
function published(preset: Preset, library: Library, place: Place): readonly Finding[] {
  const variants = Object.entries(preset.variants).map(([id, fixed]) => ({ ...preset, askedFor: id, fixed }));
  return [preset, ...variants].flatMap((one) => {
    const found = clouds.map((cloud) => ({
      cloud,
      findings: judge(one, exampleSpec(one, cloud.id), library),
    }));
    const all = distinct(found.flatMap(({ findings }) => findings));
    return all.map((finding) => {
      const where = found.filter(({ findings }) => findings.some((other) => isSame(other, finding)));
      const on =
        where.length === clouds.length ? "" : ` on ${where.map(({ cloud }) => cloud.title).join(" and ")}`;
      const { place: _, endColumn: __, related = [], ...rest } = finding;
      const atRecord = related.find((other) => other.place.file === preset.file)?.place;
      return {
        ...rest,
        // what one cloud cannot take others can
        ...(on !== "" && finding.severity === "error" ? { severity: "warning" as const } : {}),
        message: `${one.askedFor} with its examples${on}: ${finding.message}`,
        place: atRecord ?? place,
      };
    });
  });
}

const isSame = (a: Finding, b: Finding): boolean => a.code === b.code && a.message === b.message;

/** Errors and warnings about a spec that uses the preset. */
function judge(preset: Preset, spec: string, library: Library): readonly Finding[] {
  const with_: Library = { ...library, find: (id) => (id === preset.askedFor ? preset : library.find(id)) };
  const read = parseSpecs("example.yaml", Buffer.from(spec), undefined);
  const expanded = read.specs.map((one) => expand(one, with_));
  const placed = placeDomains(expanded.map(({ domain }) => domain));
  return distinct([
    ...read.findings,
    ...expanded.flatMap(({ findings }) => findings),
    ...placed.findings,
    ...runChecks(placed.zones),
  ]).filter(({ severity }) => severity !== "info");
}
