/** Checks a preset file itself, and what it publishes with its examples on every cloud. */
import { clouds } from "./cloud/clouds.ts";
import { compareFindings, distinct, type Finding, type Place } from "./finding.ts";
import { loadText } from "./pipeline.ts";
import { exampleSpec, fullTrials, optionalGroups, type Trial, usualTrial } from "./preset/example.ts";
import type { Library } from "./preset/library.ts";
import { lintPreset, type Others } from "./preset/lint.ts";
import { idsOf } from "./preset/own-presets.ts";
import type { Preset, PresetRecord } from "./preset/preset.ts";
import { readPreset } from "./preset/read-preset.ts";
import { readYaml } from "./source/read.ts";
import { listed } from "./words/list.ts";

/** All findings, sorted. The file may be one of the library's own; the ids of the other presets are taken. */
export function lintPresetFile(file: string, octets: Uint8Array, library: Library): readonly Finding[] {
  const { preset, source, findings } = readPreset(file, readYaml(file, octets), library.texts, "own");
  if (preset === undefined || source === undefined) return [...findings].sort(compareFindings);
  const own = [...findings, ...lintPreset(preset, source, othersOf(file, library))];
  const isSound = own.every(({ severity }) => severity !== "error");
  return [...own, ...(isSound ? published(preset, library, source.place(["records"])) : [])].sort(
    compareFindings,
  );
}

/** The presets beside that of a file, which may be the user's or, in a clone of mailzone, one that it brings along. */
function othersOf(file: string, library: Library): Others {
  const presets = library.presets();
  const others = presets.filter((one) => one.file !== file);
  return presets.some((one) => one.file === file && one.origin === "bundled")
    ? { own: idsOf(others), bundled: new Map() }
    : { own: idsOf(others.filter(({ origin }) => origin === "own")), bundled: library.bundled() };
}

/**
 * What the checks report about the preset and its variants, each fact once: as published by default, then with everything
 * optional. `place` is where the records begin.
 */
function published(preset: Preset, library: Library, place: Place): readonly Finding[] {
  const variants = Object.entries(preset.variants).map(([id, fixed]) => ({ ...preset, askedFor: id, fixed }));
  const all = [
    ...[preset, ...variants].flatMap((one) =>
      tried(one, usualTrial(one), library, place, `${one.askedFor} with its examples`),
    ),
    ...fullTrials(preset).flatMap((trial) => tried(preset, trial, library, place, undefined)),
  ];
  return [...new Map(all.toReversed().map((finding) => [fact(finding), finding])).values()];
}

/** Identifies a mistake, whatever the wording of its findings. The first trial that finds it reports it. */
const fact = ({ code, place }: Finding): string => `${code} ${place?.line} ${place?.column}`;

/** What the checks report about one way to use the preset, with the clouds concerned if not all are. */
function tried(
  preset: Preset,
  trial: Trial,
  library: Library,
  place: Place,
  name: string | undefined,
): readonly Finding[] {
  const found = clouds.map((cloud) => ({
    cloud,
    findings: findingsOf(preset, exampleSpec(preset, cloud.id, trial), library),
  }));
  const all = distinct(found.flatMap(({ findings }) => findings));
  return all.map((finding): Finding => {
    const where = found.filter(({ findings }) => findings.some((other) => isSame(other, finding)));
    const on =
      where.length === clouds.length ? "" : ` on ${where.map(({ cloud }) => cloud.title).join(" and ")}`;
    const { place: _, endColumn: __, related: ___, help, ...rest } = finding;
    const records = recordsIn(finding, preset);
    const [at, ...others] = records;
    const groups = optionalGroups(records);
    const way = name ?? `${preset.askedFor} ${asked(groups, trial, preset)}`;
    const advice = adviceOn(finding.code, records) ?? help;
    // what one cloud refuses another may accept, and groups may be alternatives
    const isUpToUse = on !== "" || (name === undefined && groups.length > 1);
    return {
      ...rest,
      ...(isUpToUse && finding.severity === "error" ? { severity: "warning" as const } : {}),
      message: `${way}${on}: ${finding.message}`,
      ...(advice === undefined ? {} : { help: advice }),
      place: at?.place ?? place,
      ...(others.length === 0
        ? {}
        : { related: others.map((other) => ({ place: other.place, note: "the other record" })) }),
    };
  });
}

const isSame = (a: Finding, b: Finding): boolean => a.code === b.code && a.message === b.message;

/** The preset's records that are involved in a finding; the one that it is about comes first. */
function recordsIn({ related = [] }: Finding, { file, records }: Preset): PresetRecord[] {
  const places = related.filter(({ place }) => place.file === file).map(({ place }) => place);
  return [...new Set(places.flatMap((place) => records.find((record) => record.place === place) ?? []))];
}

/** What a spec has to turn on so that the records concerned are published. */
function asked(groups: readonly string[], trial: Trial, { parameters }: Preset): string {
  if (groups.length > 0) {
    return `with the ${groups.length === 1 ? "group" : "groups"} ${listed(groups)} on`;
  }
  const choices = Object.entries(trial.with).filter(
    ([name, value]) => parameters[name]?.type === "choice" && parameters[name]?.default !== value,
  );
  return choices.length === 0
    ? "with all its groups and examples"
    : `with ${choices.map(([name, value]) => `${name}: ${value}`).join(", ")}, all its groups and examples`;
}

/** Checks of records that cannot share a name. */
const MEETINGS: ReadonlySet<string> = new Set([
  "cname-exclusive",
  "cname-single",
  "dkim-one-record",
  "dmarc-single",
  "mx-dup-exchange",
  "mx-null-alone",
  "rr-conflict-presets",
  "rr-duplicate",
  "spf-single",
]);

/** The edit for a preset's author, where the check's own help is about specs. */
function adviceOn(code: string, records: readonly PresetRecord[]): string | undefined {
  if (code === "rr-target-fqdn") {
    return "write the host's full name, without scheme and path; for a name below the mail domain, write NAME.{domain}";
  }
  if (records.length < 2 || !MEETINGS.has(code)) return undefined;
  const lines = [...new Set(records.map(({ place }) => place.line ?? 0))].sort((a, b) => a - b).map(String);
  return lines.length === 1
    ? `line ${lines[0]} has several records at one name: give one another name, choose between them with when, or delete one`
    : `lines ${listed(lines)} have records at the same name: give one another name, choose between them with when, or delete one`;
}

/** Errors and warnings about a spec that uses the preset. */
function findingsOf(preset: Preset, spec: string, library: Library): readonly Finding[] {
  const own: Library = {
    ...library,
    find: (id) => (id === preset.askedFor ? preset : library.find(id)),
    // mistakes in other presets are not this one's
    findings: [],
  };
  const { findings } = loadText("example.yaml", spec, { library: own });
  return findings.filter(({ severity }) => severity !== "info");
}
