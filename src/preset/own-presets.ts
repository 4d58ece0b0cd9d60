/** The user's own presets, read and checked: what cannot be used is a finding, and no preset. */
import { compareFindings, type Finding, quote } from "../finding.ts";
import { readOctets, readYamlFile, unreadWords } from "../source/file.ts";
import type { Texts } from "../source/texts.ts";
import { ownCommand } from "../words/own-command.ts";
import { conflictsOf } from "./conflicts-of.ts";
import { nativePreset } from "./domain-connect/native.ts";
import { readTemplate } from "./domain-connect/read-template.ts";
import { lintPreset } from "./lint.ts";
import { type OwnFile, ownFiles } from "./own-files.ts";
import { type Preset, presetRecord } from "./preset.ts";
import { readPreset } from "./read-preset.ts";

export interface OwnPresets {
  /** By id; those that can be used. */
  readonly presets: ReadonlyMap<string, Preset>;
  /** The ids of the others. */
  readonly broken: ReadonlySet<string>;
  /** Whether there may be more, in a folder that is not read. */
  readonly isPartial: boolean;
  readonly findings: readonly Finding[];
}

export const NO_OWN_PRESETS: OwnPresets = {
  presets: new Map(),
  broken: new Set(),
  isPartial: false,
  findings: [],
};

/** `bundled`: of every id that mailzone brings along, the id of the preset. */
export function readOwnPresets(
  cwd: string,
  texts: Texts,
  bundled: () => ReadonlyMap<string, string>,
): OwnPresets {
  const files = ownFiles(cwd);
  const isPartial = files.refused.length > 0;
  if (files.presets.length + files.templates.length === 0)
    return { ...NO_OWN_PRESETS, isPartial, findings: files.findings };
  const findings: Finding[] = [...files.findings];
  const broken = new Set<string>();
  const presets = new Map<string, Preset>();
  const reads = files.presets.map((file) => ({
    file,
    read: readPreset(file.shown, readYamlFile(file), texts, "own"),
  }));
  const own = sharedIds(reads.flatMap(({ read: { preset } }) => preset ?? []));
  for (const { file, read } of reads) {
    const { preset, source } = read;
    const linted =
      preset === undefined || source === undefined
        ? []
        : lintPreset(preset, source, { own, bundled: bundled() });
    const found = [...read.findings, ...linted];
    // warnings are for `providers lint`
    const errors = found.filter(({ severity }) => severity === "error");
    findings.push(...errors);
    if (preset !== undefined && errors.length === 0) presets.set(file.id, preset);
    else for (const id of [file.id, preset?.id ?? file.id]) broken.add(id);
  }
  // a template that was converted gives way to the preset, which a person has corrected
  const templates = files.templates.filter(({ id }) => !presets.has(id) && !broken.has(id));
  const taken = new Set([...bundled().keys(), ...idsOf([...presets.values()])]);
  for (const file of templates) {
    const { preset, findings: found } = templatePreset(file, texts, taken);
    taken.add(file.id);
    findings.push(...found);
    if (preset !== undefined) presets.set(file.id, preset);
    else if (found.some(({ severity }) => severity === "error")) broken.add(file.id);
  }
  return { presets, broken, isPartial, findings: findings.sort(compareFindings) };
}

/** The ids that several of them have. */
function sharedIds(presets: readonly Preset[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const id of presets.flatMap((preset) => [...idsOf([preset])])) (seen.has(id) ? shared : seen).add(id);
  return shared;
}

export const idsOf = (presets: readonly Preset[]): ReadonlySet<string> =>
  new Set(presets.flatMap(({ id, variants }) => [id, ...Object.keys(variants)]));

/** A template as a preset, as `providers add` would write it. */
function templatePreset(
  file: OwnFile,
  texts: Texts,
  taken: ReadonlySet<string>,
): { readonly preset?: Preset; readonly findings: readonly Finding[] } {
  const top = { file: file.shown, line: 1, column: 1 };
  const refused = (message: string, help: string): { readonly findings: readonly Finding[] } => ({
    findings: [{ code: "template-file", severity: "error", message, help, place: top }],
  });
  const octets = readOctets(file);
  if (!(octets instanceof Uint8Array))
    return refused(
      `the template ${unreadWords(octets)}; its records are unknown`,
      "put a copy of the file there",
    );
  const read = readTemplate(file.shown, octets, texts);
  const { file: template } = read;
  // other tools have folders of this name too
  if (template === undefined) return { findings: read.findings.filter(({ code }) => code !== "file-form") };
  if (taken.has(file.id)) {
    return refused(
      `another preset has the id ${quote(file.id)}, so a spec could mean either`,
      `rename the file; or make a preset of it with \`${ownCommand(`providers add ${file.shown}`)}\`, and write replaces: bundled there`,
    );
  }
  const { preset, indexes, findings } = nativePreset(template, file.id);
  const errors = [...read.findings, ...findings].filter(({ severity }) => severity === "error");
  if (errors.length > 0 || preset.records.length === 0) return { findings: errors };
  const { source } = template;
  return {
    preset: {
      ...preset,
      records: preset.records.map((record, i) =>
        presetRecord(record, source.place(["records", indexes[i] ?? 0])),
      ),
      conflicts: conflictsOf(preset),
      askedFor: file.id,
      fixed: {},
      file: file.shown,
      origin: "own",
    },
    findings: [],
  };
}
