/** Reads spec files: text to typed specs, with defaults applied, one spec per mail domain. */
import { dirname } from "node:path";
import type { Finding } from "../finding.ts";
import { readYamlFile } from "../source/file.ts";
import { type Form, formedSources } from "../source/form.ts";
import { readYaml, type YamlFile } from "../source/read.ts";
import type { Source } from "../source/source.ts";
import { Texts } from "../source/texts.ts";
import type { Expansion } from "./expansion.ts";
import { defaultsFor, type SpecFile, shownPath } from "./find.ts";
import { layer } from "./layers.ts";
import type { OpenSpecs } from "./open.ts";
import { resolveSpec } from "./resolve.ts";
import { defaultsSchema, type SpecInput, specSchema } from "./schema.ts";
import type { Spec } from "./spec.ts";
import { validate } from "./validate.ts";

export interface ReadSpecs {
  readonly specs: readonly Spec[];
  readonly findings: readonly Finding[];
}

const SPEC: Form = {
  what: "spec",
  keys: Object.keys(specSchema.shape),
  help: "a spec begins with `domain:`; move any other file out of the spec folder",
};

const DEFAULTS: Form = {
  what: "defaults file",
  // it must name no domain, but one that does is meant as a defaults file
  keys: SPEC.keys,
  help: "a defaults file has the keys of a spec without its domain; give any other file another name",
};

/** Reads one file after another; what cannot be read is a finding, and its specs are left out. */
export function* readSpecs({ files, contents, cwd, texts }: OpenSpecs): Iterable<ReadSpecs> {
  const defaults = new Map<string, readonly Source[] | undefined>();
  const run: Expansion = { values: 0 };
  for (const file of files) {
    const findings: Finding[] = [];
    const folder = `${file.root} ${dirname(file.path)}`;
    if (!defaults.has(folder)) defaults.set(folder, readDefaults(file, { cwd, texts }, findings));
    if (findings.length > 0) yield { specs: [], findings };
    const { shown, stack } = file;
    yield specsOf(
      { file: shown, stack, texts, run },
      contents.next().value as YamlFile,
      defaults.get(folder),
    );
  }
}

/** The specs of one text. */
export function parseSpecs(
  file: string,
  octets: Uint8Array,
  stack: string | undefined,
  texts: Texts = new Texts(),
): ReadSpecs {
  return specsOf({ file, stack, texts, run: { values: 0 } }, readYaml(file, octets), []);
}

interface Reading {
  readonly file: string;
  readonly stack: string | undefined;
  readonly texts: Texts;
  readonly run: Expansion;
}

/** The specs of one file. Without `above`, because a defaults file is broken, they are only checked, not used. */
function specsOf(
  { file, stack, texts, run }: Reading,
  content: YamlFile,
  above: readonly Source[] | undefined,
): ReadSpecs {
  const parsed = formedSources(file, content, SPEC, texts);
  // an empty document beside others, such as after a last `---`, is not a spec that was emptied
  const sources = parsed.sources.filter((source) => source.value !== null);
  const reads = sources.map((source) => readSpec(source, above, stack, run));
  const findings: readonly Finding[] = [...parsed.findings, ...reads.flatMap((read) => read.findings)];
  if (sources.length > 0 || findings.length > 0)
    return { specs: reads.flatMap((read) => read.specs), findings };
  const empty: Finding = {
    code: "spec-empty",
    severity: "error",
    message: "the file contains no spec, so nothing is published for it",
    help: "write a spec that begins with `domain:`, or delete the file",
    place: { file, line: 1, column: 1 },
  };
  return { specs: [], findings: [empty] };
}

/** The specs of one document: one per mail domain. */
export function readSpec(
  source: Source,
  above: readonly Source[] | undefined,
  stack: string | undefined,
  run: Expansion = { values: 0 },
): ReadSpecs {
  // checked together with its defaults, since each may have what the other lacks
  const layered = layer(above ?? [], source);
  const { value, findings } = validate(specSchema, layered, "spec");
  if (above === undefined)
    return { specs: [], findings: findings.filter((one) => one.code !== "spec-missing") };
  if (value === undefined)
    return { specs: [], findings: findings.map((finding) => besideSpec(finding, source)) };
  return resolveSpec(layered.value as SpecInput, layered, stack, run);
}

/** A finding in the defaults, with the spec that they are for: what they lack may be given there. */
function besideSpec(finding: Finding, source: Source): Finding {
  if (finding.place?.file === source.file) return finding;
  return { ...finding, related: [{ place: source.place([]), note: "a spec below these defaults" }] };
}

/** The defaults above a spec, farthest first; undefined if one of them cannot be used. */
function readDefaults(
  file: SpecFile,
  { cwd, texts }: Pick<OpenSpecs, "cwd" | "texts">,
  findings: Finding[],
): Source[] | undefined {
  const sources: Source[] = [];
  let usable = true;
  for (const path of defaultsFor(file)) {
    const shown = shownPath(path, cwd);
    const content = readYamlFile({ path, shown, project: file.project });
    const parsed = formedSources(shown, content, DEFAULTS, texts);
    for (const finding of parsed.findings) findings.push(finding);
    usable &&= parsed.findings.length === 0;
    for (const source of parsed.sources) {
      if (source.value === null) continue;
      const validated = validate(defaultsSchema, source, "defaults file");
      for (const finding of validated.findings) findings.push(finding);
      usable &&= validated.value !== undefined;
      sources.push(source);
    }
  }
  return usable ? sources : undefined;
}
