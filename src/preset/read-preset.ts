/** Reads a preset: the text of its file to the preset, or what is wrong with its form. */
import type { Finding } from "../finding.ts";
import { type Form, formedSources } from "../source/form.ts";
import type { YamlFile } from "../source/read.ts";
import type { Source } from "../source/source.ts";
import type { Texts } from "../source/texts.ts";
import { validate } from "../spec/validate.ts";
import { lintBounds } from "./bounds.ts";
import { clientSrv } from "./client-srv.ts";
import { conflictsOf } from "./conflicts-of.ts";
import { type Preset, presetRecord } from "./preset.ts";
import { type PresetInput, presetSchema } from "./schema.ts";
import { told } from "./tell.ts";

const PRESET: Form = {
  what: "preset",
  keys: Object.keys(presetSchema.shape),
  help: "write a preset (docs/adding-a-provider.md), or move the file out of the folder",
};

export interface ReadPreset {
  readonly preset?: Preset;
  readonly source?: Source;
  readonly findings: readonly Finding[];
}

/** The preset of a file, whose lines are added to `texts`. */
export function readPreset(
  file: string,
  content: YamlFile,
  texts: Texts,
  origin: Preset["origin"],
): ReadPreset {
  const { sources, findings } = formedSources(file, content, PRESET, texts);
  const [source, second] = sources;
  if (source === undefined) return { findings: findings.length > 0 ? findings : [empty(file)] };
  const others = second === undefined ? findings : [...findings, several(second)];
  const validated = validate(presetSchema, source, "preset");
  if (validated.value === undefined) return { source, findings: [...others, ...validated.findings] };
  const input: PresetInput = validated.value;
  const unbounded = told(source, (tell) => lintBounds(input, tell));
  if (unbounded.length > 0) return { source, findings: [...others, ...unbounded] };
  const { records, ...head } = input;
  const preset: Preset = {
    ...head,
    conflicts: conflictsOf(input),
    records: [
      ...records.map((record, i) => presetRecord(record, source.place(["records", i]))),
      ...clientSrv(input).map(({ record, index }) => ({
        ...presetRecord(record, source.place(["clients", "servers", index])),
        isDerived: true as const,
      })),
    ],
    askedFor: head.id,
    fixed: {},
    file,
    origin,
  };
  return { preset, source, findings: others };
}

const empty = (file: string): Finding => ({
  code: "spec-empty",
  severity: "error",
  message: "the file holds no preset",
  help: "write one (docs/adding-a-provider.md), or delete the file",
  place: { file, line: 1, column: 1 },
});

const several = (second: Source): Finding => ({
  code: "preset-file",
  severity: "error",
  message: "a preset's file is one YAML document, so this one and those after it would be ignored",
  help: "put it into a file of its own",
  place: second.place([]),
});
