/** The presets of a folder, each read when it is first asked for. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Finding } from "../finding.ts";
import { readYamlFile } from "../source/file.ts";
import { type Form, formedSources } from "../source/form.ts";
import { folderProject } from "../source/project.ts";
import type { YamlFile } from "../source/read.ts";
import type { Source } from "../source/source.ts";
import { Texts } from "../source/texts.ts";
import { shownPath } from "../spec/find.ts";
import type { PresetUse } from "../spec/spec.ts";
import { validate } from "../spec/validate.ts";
import { oneOf } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import { CATALOGUE, PROVIDERS_FOLDER, readCatalogue } from "./catalogue.ts";
import { conflictsOf } from "./conflicts-of.ts";
import { Templates, type UsedTemplate } from "./domain-connect/templates.ts";
import { type Preset, presetRecord } from "./preset.ts";
import { presetSchema } from "./schema.ts";

export interface Library {
  /** The preset or variant of that id; undefined if there is none. */
  find(id: string): Preset | undefined;
  /** A Domain Connect template as a spec uses it; each file is read once. */
  template(use: PresetUse): UsedTemplate;
  /** The id that a mistyped one most likely means, if any is near enough to suggest. Reads no preset. */
  meant(id: string): string | undefined;
  /** Every id, variants too, sorted. */
  ids(): readonly string[];
  /** Every preset, variants left out, by id. */
  presets(): readonly Preset[];
  /** What is wrong with the files read so far. */
  readonly findings: readonly Finding[];
  /** The files read so far. */
  readonly texts: Texts;
}

const PRESET: Form = {
  what: "preset",
  keys: Object.keys(presetSchema.shape),
  help: "write a preset (docs/adding-a-provider.md), or move the file out of the folder",
};

/** How many ids with the same beginning are suggested. */
const MOST_MEANT = 6;

/** Presets of one folder. Reading one preset does not read the others. */
export function openLibrary(folder: string = PROVIDERS_FOLDER, cwd: string = process.cwd()): Library {
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => basename(name, ".yaml"))
      .sort()
      .map((id) => [id, join(folder, `${id}.yaml`)]),
  );
  const findings: Finding[] = [];
  const texts = new Texts();
  const project = folderProject(folder);
  const templates = new Templates(cwd, texts);
  const loaded = new Map<string, Preset | undefined>();
  const load = (id: string): Preset | undefined => {
    const path = files.get(id);
    if (path === undefined) return undefined;
    if (!loaded.has(id)) {
      const shown = shownPath(path, cwd);
      const parsed = presetSources(shown, readYamlFile({ path, shown, project }), texts);
      loaded.set(id, presetIn(parsed, findings));
    }
    return loaded.get(id);
  };
  const presets = (): Preset[] => [...files.keys()].flatMap((id) => load(id) ?? []);
  const found = new Map<string, Preset | undefined>();
  let known: readonly string[] | undefined;
  // the variant google-workspace-legacy is in google-workspace.yaml, so only one file is read for it, not all
  const variant = (id: string): Preset | undefined => {
    for (let end = id.lastIndexOf("-"); end > 0; end = id.lastIndexOf("-", end - 1)) {
      const base = load(id.slice(0, end));
      const fixed = base !== undefined && Object.hasOwn(base.variants, id) ? base.variants[id] : undefined;
      if (base !== undefined && fixed !== undefined) return { ...base, askedFor: id, fixed };
    }
    return undefined;
  };
  return {
    find(id) {
      if (!found.has(id)) found.set(id, load(id) ?? variant(id));
      return found.get(id);
    },
    template: (use) => templates.use(use),
    meant(id) {
      known ??= [...files.keys(), ...catalogueVariants(folder)];
      const begun = known.filter((one) => one.startsWith(`${id.toLowerCase()}-`));
      return nearest(id, known) ?? (begun.length > 0 ? oneOf(begun, MOST_MEANT) : undefined);
    },
    ids: () =>
      presets()
        .flatMap((preset) => [preset.id, ...Object.keys(preset.variants)])
        .sort(),
    presets,
    findings,
    texts,
  };
}

/** The ids of all variants; none if the folder has no catalogue, since they are only suggestions. */
function catalogueVariants(folder: string): string[] {
  return existsSync(join(folder, CATALOGUE))
    ? readCatalogue(folder).flatMap(({ variants }) => Object.keys(variants))
    : [];
}

/** The documents of a preset's file. */
export const presetSources = (file: string, content: YamlFile, texts: Texts) =>
  formedSources(file, content, PRESET, texts);

function presetIn(parsed: ReturnType<typeof presetSources>, findings: Finding[]): Preset | undefined {
  for (const finding of parsed.findings) findings.push(finding);
  const source = parsed.sources[0];
  if (source === undefined) return undefined;
  const read = presetOf(source);
  for (const finding of read.findings) findings.push(finding);
  return read.preset;
}

/** The preset in a document, or what is wrong with its form. */
export function presetOf(source: Source): {
  readonly preset?: Preset;
  readonly findings: readonly Finding[];
} {
  const validated = validate(presetSchema, source, "preset");
  if (validated.value === undefined) return { findings: validated.findings };
  const { records, ...head } = validated.value;
  const preset = {
    ...head,
    conflicts: conflictsOf(validated.value),
    records: records.map((record, i) => presetRecord(record, source.place(["records", i]))),
    askedFor: head.id,
    fixed: {},
    file: source.file,
  };
  return { preset, findings: validated.findings };
}
