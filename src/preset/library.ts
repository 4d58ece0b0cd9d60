/** The presets of a folder, each read when it is first asked for. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Finding } from "../diagnostic.ts";
import { parseSource } from "../source.ts";
import { shownPath } from "../spec/files.ts";
import { judge } from "../spec/shape.ts";
import type { Preset } from "./preset.ts";
import { presetSchema } from "./schema.ts";

/** Where mailzone's own presets are, both in the repository and in what is published. */
export const PROVIDERS_FOLDER = join(import.meta.dirname, "../../providers");

export interface Library {
  /** The preset or variant of that id; undefined when there is none. */
  find(id: string): Preset | undefined;
  /** Every id, variants too, sorted. */
  ids(): readonly string[];
  /** Every preset, variants left out, by id. */
  presets(): readonly Preset[];
  /** What is wrong with the files read so far. */
  readonly findings: readonly Finding[];
}

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
  const loaded = new Map<string, Preset | undefined>();
  const load = (id: string): Preset | undefined => {
    const path = files.get(id);
    if (path === undefined) return undefined;
    if (!loaded.has(id)) loaded.set(id, readPreset(path, shownPath(path, cwd), findings));
    return loaded.get(id);
  };
  const presets = (): Preset[] => [...files.keys()].flatMap((id) => load(id) ?? []);
  const variant = (id: string): Preset | undefined => {
    const base = presets().find((preset) => Object.hasOwn(preset.variants, id));
    return base === undefined ? undefined : { ...base, askedFor: id, fixed: base.variants[id] ?? {} };
  };
  const found = new Map<string, Preset | undefined>();
  return {
    find(id) {
      if (!found.has(id)) found.set(id, load(id) ?? variant(id));
      return found.get(id);
    },
    ids: () =>
      presets()
        .flatMap((preset) => [preset.id, ...Object.keys(preset.variants)])
        .sort(),
    presets,
    findings,
  };
}

function readPreset(path: string, shown: string, findings: Finding[]): Preset | undefined {
  const parsed = parseSource(shown, readFileSync(path));
  findings.push(...parsed.findings);
  const source = parsed.sources[0];
  if (source === undefined) return undefined;
  const judged = judge(presetSchema, source, "preset");
  findings.push(...judged.findings);
  if (judged.value === undefined) return undefined;
  const { records, ...head } = judged.value;
  return {
    ...head,
    records: records.map((record, i) => ({ ...record, place: source.place(["records", i]) })),
    askedFor: head.id,
    fixed: {},
    file: shown,
  };
}
