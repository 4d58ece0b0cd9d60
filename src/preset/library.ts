/** The presets that specs can name: those that mailzone brings along, each read when it is first asked for, and the user's own. */
import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Finding, Place } from "../finding.ts";
import { readYamlFile } from "../source/file.ts";
import { folderProject } from "../source/project.ts";
import { Texts } from "../source/texts.ts";
import { shownPath } from "../spec/find.ts";
import type { PresetUse } from "../spec/spec.ts";
import { oneOf } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import {
  CATALOGUE,
  type CatalogueEntry,
  catalogueEntry,
  PROVIDERS_FOLDER,
  readCatalogue,
} from "./catalogue.ts";
import { CertificateFiles, type FoundCertificates } from "./certificate-files.ts";
import { Templates, type UsedTemplate } from "./domain-connect/templates.ts";
import { NO_OWN_PRESETS, type OwnPresets, readOwnPresets } from "./own-presets.ts";
import type { Preset } from "./preset.ts";
import { readPreset } from "./read-preset.ts";
import { presetsCalled } from "./search.ts";
import { bundledServices, type Services } from "./services.ts";

export interface Library {
  /** The preset or variant of that id; undefined if there is none. */
  find(id: string): Preset | undefined;
  /** Whether the preset of that id cannot be used for a reason that is among the findings. */
  isBroken(id: string): boolean;
  /** A Domain Connect template as a spec uses it; each file is read once. */
  template(use: PresetUse): UsedTemplate;
  /** A file with certificates, by its path from the folder of the file that names it; each is read once. */
  certificates(written: string, place: Place): FoundCertificates;
  /** The id that a mistyped one most likely means, if any is near enough to suggest. Reads no bundled preset. */
  meant(id: string): string | undefined;
  /** Every id, variants too, sorted. */
  ids(): readonly string[];
  /** Every preset, variants left out, by id. */
  presets(): readonly Preset[];
  /** What a list of them shows, by id. Reads no bundled preset. */
  catalogue(): readonly CatalogueEntry[];
  /** Of every id that mailzone brings along, variants too, the id of the preset. Reads no preset. */
  bundled(): ReadonlyMap<string, string>;
  /** The same, for checks. */
  readonly services: Services;
  /** What is wrong with the files read so far. */
  readonly findings: readonly Finding[];
  /** The files read so far. */
  readonly texts: Texts;
}

/** How many ids with the same beginning are suggested. */
const MOST_MEANT = 6;

const idsOf = (entries: readonly CatalogueEntry[]): string =>
  oneOf(
    entries.map(({ id }) => id),
    MOST_MEANT,
  );

/** All that a spec of the project of `cwd` can name. The command line, the program and `MailZone` have their presets from here. */
export function projectLibrary(cwd: string = process.cwd()): Library {
  const texts = new Texts();
  const own = readOwnPresets(cwd, texts, () => bundledIds(PROVIDERS_FOLDER));
  return openLibrary(PROVIDERS_FOLDER, cwd, own, texts);
}

/** Presets of one folder, and the user's own. Reading one preset does not read the others. */
export function openLibrary(
  folder: string = PROVIDERS_FOLDER,
  cwd: string = process.cwd(),
  own: OwnPresets = NO_OWN_PRESETS,
  texts: Texts = new Texts(),
): Library {
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => basename(name, ".yaml"))
      .filter((id) => !own.presets.has(id) && !own.broken.has(id))
      .sort()
      .map((id) => [id, join(folder, `${id}.yaml`)]),
  );
  const findings: Finding[] = [...own.findings];
  const project = folderProject(folder);
  const templates = new Templates(cwd, texts);
  const certificates = new CertificateFiles(cwd);
  const loaded = new Map<string, Preset | undefined>(own.presets);
  const load = (id: string): Preset | undefined => {
    const path = files.get(id);
    if (path !== undefined && !loaded.has(id)) {
      const shown = shownPath(path, cwd);
      const read = readPreset(shown, readYamlFile({ path, shown, project }), texts, "bundled");
      for (const finding of read.findings) findings.push(finding);
      loaded.set(id, read.preset);
    }
    return loaded.get(id);
  };
  const presets = (): Preset[] =>
    [...own.presets.keys(), ...files.keys()].sort().flatMap((id) => load(id) ?? []);
  const catalogue = (): readonly CatalogueEntry[] => {
    const bundled = catalogueOf(folder).filter(({ id }) => files.has(id));
    const all = [...bundled, ...[...own.presets.values()].map(catalogueEntry)];
    return own.presets.size === 0 ? all : all.sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  const found = new Map<string, Preset | undefined>();
  let known: readonly string[] | undefined;
  // the variant google-workspace-legacy is in google-workspace.yaml, so only one file is read for it, not all
  const variant = (id: string): Preset | undefined => {
    for (const start of startsOf(id)) {
      const base = load(start);
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
    isBroken: (id) =>
      own.isPartial || own.broken.has(id) || startsOf(id).some((start) => own.broken.has(start)),
    template: (use) => templates.use(use),
    certificates: (written, place) => certificates.find(written, place),
    meant(id) {
      const called = presetsCalled(catalogue(), id);
      if (called.length > 0) return idsOf(called);
      known ??= [
        ...own.presets.keys(),
        ...files.keys(),
        ...catalogue().flatMap(({ variants }) => Object.keys(variants)),
      ];
      const begun = known.filter((one) => one.startsWith(`${id.toLowerCase()}-`));
      if (begun.length > 0) return nearest(id, known) ?? oneOf(begun, MOST_MEANT);
      const alias = () =>
        nearest(
          id,
          catalogue().flatMap(({ aliases }) => aliases),
        );
      const near = nearest(id, known) ?? alias();
      return near === undefined || known.includes(near) ? near : idsOf(presetsCalled(catalogue(), near));
    },
    ids: () =>
      presets()
        .flatMap((preset) => [preset.id, ...Object.keys(preset.variants)])
        .sort(),
    presets,
    catalogue,
    services: own.presets.size === 0 ? bundledServices : { entries: catalogue },
    bundled: () => bundledIds(folder),
    findings,
    texts,
  };
}

/** The ids of which an id could be a variant, the longest first. */
function startsOf(id: string): readonly string[] {
  const starts: string[] = [];
  for (let end = id.lastIndexOf("-"); end > 0; end = id.lastIndexOf("-", end - 1))
    starts.push(id.slice(0, end));
  return starts;
}

/** Nothing if the folder has no catalogue, since it only helps to suggest. */
const catalogueOf = (folder: string): readonly CatalogueEntry[] =>
  existsSync(join(folder, CATALOGUE)) ? readCatalogue(folder) : [];

const bundledIds = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    catalogueOf(folder).flatMap(({ id, variants }) => [id, ...Object.keys(variants)].map((one) => [one, id])),
  );
