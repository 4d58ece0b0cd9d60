/** Template files of a run, each read once. A spec's use of one becomes a preset. */
import { resolve } from "node:path";
import type { Finding } from "../../finding.ts";
import { readOctets, type Unread } from "../../source/file.ts";
import { type Project, projectOf } from "../../source/project.ts";
import type { Texts } from "../../source/texts.ts";
import { shownPath } from "../../spec/find.ts";
import type { PresetUse } from "../../spec/spec.ts";
import { conflictsOf } from "../conflicts-of.ts";
import { type Preset, presetRecord } from "../preset.ts";
import type { AppliedTemplate } from "./applied-template.ts";
import { choiceFindings } from "./choice.ts";
import { compile, declaredConflicts, titleOf } from "./compile.ts";
import { addressRefusal, isAddress, type Refusal, specFolder, unreadRefusal } from "./find-file.ts";
import { jobOf } from "./job.ts";
import { type ReadTemplate, readTemplate } from "./read-template.ts";

export interface UsedTemplate {
  readonly applied?: AppliedTemplate;
  readonly findings: readonly Finding[];
}

interface FoundTemplate extends ReadTemplate {
  readonly path: string;
}

export class Templates {
  readonly #cwd: string;
  readonly #texts: Texts;
  readonly #projects = new Map<string, Project>();
  readonly #files = new Map<string, ReadTemplate | Unread>();
  readonly #uses = new Map<string, UsedTemplate>();

  /** `cwd` is the folder from which the places of specs are shown. */
  constructor(cwd: string, texts: Texts) {
    this.#cwd = cwd;
    this.#texts = texts;
  }

  /** The template that a spec names, as a preset for that use; what is wrong is reported for each use. */
  use(use: PresetUse): UsedTemplate {
    const found = this.#find(use);
    if ("message" in found) {
      return { findings: [{ code: "template-file", severity: "error", place: use.place, ...found }] };
    }
    const groups = use.template?.groups?.map(({ group }) => group);
    const key = JSON.stringify([found.path, use.id, use.role, groups]);
    const known = this.#uses.get(key) ?? apply(found, use, groups);
    this.#uses.set(key, known);
    const { applied, findings } = known;
    return applied === undefined
      ? known
      : { applied, findings: [...findings, ...choiceFindings(applied, use)] };
  }

  /** The file that a spec names, by a path from the folder of the file with that name. */
  #find({ id: written, place }: PresetUse): FoundTemplate | Refusal {
    if (isAddress(written)) return addressRefusal(written);
    const folder = specFolder(place, this.#cwd);
    const path = resolve(folder, written);
    const read = this.#read(path, this.#project(folder));
    return "why" in read ? unreadRefusal(written, read) : { path, ...read };
  }

  #read(path: string, project: Project): ReadTemplate | Unread {
    const key = JSON.stringify([path, project]);
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const octets = readOctets({ path, project });
    const read =
      octets instanceof Uint8Array ? readTemplate(shownPath(path, this.#cwd), octets, this.#texts) : octets;
    this.#files.set(key, read);
    return read;
  }

  #project(folder: string): Project {
    const known = this.#projects.get(folder) ?? projectOf(folder, this.#cwd);
    this.#projects.set(folder, known);
    return known;
  }
}

function apply(
  { file, findings }: ReadTemplate,
  use: PresetUse,
  groups: readonly string[] | undefined,
): UsedTemplate {
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
    aliases: [],
    kind: use.role === "standby" ? "mailbox" : use.role,
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
    origin: "spec",
  };
  const indexes = compiled.records.map(({ index }) => index);
  return { applied: { ...file, preset, indexes }, findings: [...findings, ...compiled.findings] };
}
