/** Template files of a run, each read once. A spec's use of one becomes a preset. */
import type { Finding } from "../../finding.ts";
import { shownPath } from "../../spec/find.ts";
import type { PresetUse } from "../../spec/spec.ts";
import { conflictsOf } from "../conflicts-of.ts";
import { type Preset, presetRecord } from "../preset.ts";
import type { AppliedTemplate } from "./applied-template.ts";
import { choiceFindings } from "./choice.ts";
import { compile, declaredConflicts, titleOf } from "./compile.ts";
import { findFile, projectOf, type Refusal, specFolder } from "./find-file.ts";
import { jobOf } from "./job.ts";
import { type ReadTemplate, readTemplate } from "./read-template.ts";

export interface UsedTemplate {
  readonly applied?: AppliedTemplate;
  readonly findings: readonly Finding[];
}

export class Templates {
  readonly #cwd: string;
  readonly #projects = new Map<string, string>();
  readonly #paths = new Map<string, { readonly path: string } | Refusal>();
  readonly #files = new Map<string, ReadTemplate>();
  readonly #uses = new Map<string, UsedTemplate>();

  /** `cwd` is the folder from which the places of specs are shown. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** The template that a spec names, as a preset for that use; what is wrong is reported for each use. */
  use(use: PresetUse): UsedTemplate {
    const found = this.#find(use);
    if ("message" in found) {
      return { findings: [{ code: "template-file", severity: "error", place: use.place, ...found }] };
    }
    const groups = use.template?.groups?.map(({ group }) => group);
    const key = JSON.stringify([found.path, use.id, use.role, groups]);
    const known = this.#uses.get(key) ?? this.#apply(found.path, use, groups);
    this.#uses.set(key, known);
    const { applied, findings } = known;
    return applied === undefined
      ? known
      : { applied, findings: [...findings, ...choiceFindings(applied, use)] };
  }

  #read(path: string): ReadTemplate {
    const known = this.#files.get(path) ?? readTemplate(path, shownPath(path, this.#cwd));
    this.#files.set(path, known);
    return known;
  }

  #apply(path: string, use: PresetUse, groups: readonly string[] | undefined): UsedTemplate {
    const { file, findings } = this.#read(path);
    if (file === undefined) return { findings };
    const { template, source } = file;
    const selected = template.records.flatMap(({ groupId }, i) =>
      groups === undefined || groupId === undefined || groups.includes(groupId) ? [i] : [],
    );
    const compiled = compile(template, source, selected, "as-published", (record) =>
      jobOf(record, template.records),
    );
    const preset: Preset = {
      id: use.id,
      askedFor: use.id,
      title: titleOf(template),
      vendor: template.providerName,
      kind: use.role,
      status: "current",
      confidence: "medium",
      sources: [{ kind: "domain-connect-template", ref: source.file }],
      caveats: [],
      conflicts: conflictsOf({
        conflicts: declaredConflicts(template, compiled.records),
        records: compiled.records.map(({ record }) => record),
        parameters: compiled.parameters,
      }),
      parameters: compiled.parameters,
      variants: {},
      fixed: {},
      records: compiled.records.map(({ record, index }) =>
        presetRecord(record, source.place(["records", index])),
      ),
      file: source.file,
    };
    const indexes = compiled.records.map(({ index }) => index);
    return { applied: { ...file, preset, indexes }, findings: [...findings, ...compiled.findings] };
  }

  /** The file that a spec names, by a path from the folder of the file with that name. */
  #find(use: PresetUse): { readonly path: string } | Refusal {
    const folder = specFolder(use.place, this.#cwd);
    const key = `${folder}\n${use.id}`;
    const known = this.#paths.get(key) ?? findFile(use.id, folder, this.#project(folder));
    this.#paths.set(key, known);
    return known;
  }

  #project(folder: string): string {
    const known = this.#projects.get(folder) ?? projectOf(folder, this.#cwd);
    this.#projects.set(folder, known);
    return known;
  }
}
