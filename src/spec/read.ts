/** Reads spec files: text to typed specs, with defaults applied, one spec per mail domain. */
import { dirname, relative } from "node:path";
import type { Finding } from "../finding.ts";
import { readYamlFile } from "../source/file.ts";
import { type Form, formedSources } from "../source/form.ts";
import { readYaml, type YamlFile } from "../source/read.ts";
import type { Source } from "../source/source.ts";
import { Texts } from "../source/texts.ts";
import { ownCommand } from "../words/own-command.ts";
import type { Expansion } from "./expansion.ts";
import { defaultsBeside, defaultsFor, type SpecFile, shownPath } from "./find.ts";
import { type ReadFleet, readFleet } from "./fleet-file.ts";
import { layer } from "./layers.ts";
import type { OpenSpecs } from "./open.ts";
import { resolveSpec } from "./resolve.ts";
import { defaultsSchema, type SpecInput, specSchema } from "./schema.ts";
import { folderOf, isShardStack, outsideShards, shardOf, shardStack } from "./shard.ts";
import type { FaultySpec, Spec } from "./spec.ts";
import { usablePart } from "./usable-part.ts";
import { validate } from "./validate.ts";

export interface ReadSpecs {
  readonly specs: readonly Spec[];
  readonly faulty: readonly FaultySpec[];
  readonly findings: readonly Finding[];
}

const SPEC: Form = {
  what: "spec",
  keys: Object.keys(specSchema.shape),
  help: "a spec begins with `domain:`; move any other file out of the spec folder",
  others: [
    {
      what: "preset",
      // of what a preset is, the room `preset` knows more
      marks: ["id", "title", "kind"],
      help: `\`${ownCommand("providers lint FILE")}\` checks presets; they go in providers/, and specs in a folder of their own`,
    },
  ],
};

const DEFAULTS: Form = {
  what: "defaults file",
  // it must name no domain, but one that does is meant as a defaults file
  keys: SPEC.keys,
  help: "a defaults file has the keys of a spec without its domain; give any other file another name",
};

/** Reads one file after another; what cannot be read is a finding, and its specs are left out. */
export function* readSpecs({ files, contents, cwd, stack, texts }: OpenSpecs): Iterable<ReadSpecs> {
  const defaults = new Map<string, readonly Source[] | undefined>();
  const fleets = new Map<string, ReadFleet | undefined>();
  const run: Expansion = { values: 0 };
  for (const file of files) {
    const findings: Finding[] = [];
    const folder = `${file.root} ${dirname(file.path)}`;
    if (!defaults.has(folder)) defaults.set(folder, readDefaults(file, { cwd, texts }, findings));
    const { root } = file;
    if (file.stack !== undefined && !fleets.has(root)) {
      const fleet = readFleet(root, {
        name: file.stack,
        shown: shownPath(root, cwd),
        project: file.project,
        texts,
      });
      fleets.set(root, fleet);
      findings.push(...(fleet?.findings ?? []));
    }
    if (findings.length > 0) yield { specs: [], faulty: [], findings };
    const read = specsOf(
      { file: file.shown, stack: stack ?? file.stack, texts, run },
      contents.next().value as YamlFile,
      defaults.get(folder),
    );
    yield inShards(read, file, fleets.get(root), stack);
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

/**
 * The specs of a file of a fleet, with the stacks of their shards; only those of `stack` if that is one. Without a usable fleet file
 * they are only checked, not used. What cannot be read may be any shard's.
 */
function inShards(
  read: ReadSpecs,
  { root, path, shown }: SpecFile,
  of: ReadFleet | undefined,
  stack: string | undefined,
): ReadSpecs {
  if (of === undefined) return read;
  const { fleet } = of;
  if (fleet === undefined) return { ...read, specs: [] };
  // another stack may have the fleet's specs as its own, such as the sandbox's
  if (stack !== undefined && !isShardStack(fleet.name, stack)) return read;
  const folder = folderOf(relative(root, path));
  const outside = outsideShards(fleet, shown, folder);
  if (outside !== undefined) return { ...read, specs: [], findings: [...read.findings, outside] };
  const specs = read.specs.map((spec) => ({
    ...spec,
    fleet: fleet.name,
    stack: shardStack(fleet.name, shardOf(fleet, spec, folder)),
  }));
  const own = stack === undefined ? specs : specs.filter((spec) => spec.stack === stack);
  const isOthers = own.length === 0 && specs.length > 0;
  const findings = isOthers ? read.findings.filter(({ severity }) => severity === "error") : read.findings;
  return { ...read, specs: own, findings };
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
    return {
      specs: reads.flatMap((read) => read.specs),
      faulty: reads.flatMap((read) => read.faulty),
      findings,
    };
  const empty: Finding = {
    code: "spec-empty",
    severity: "error",
    message: "the file contains no spec, so nothing is published for it",
    help: "write a spec that begins with `domain:`, or delete the file",
    place: { file, line: 1, column: 1 },
  };
  return { specs: [], faulty: [], findings: [empty] };
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
  if (value !== undefined && above !== undefined)
    return resolveSpec(layered.value as SpecInput, layered, { stack, run, lacks: [] });
  const told =
    above === undefined
      ? findings.filter((one) => one.code !== "spec-missing")
      : findings.map((finding) => besideSpec(finding, source));
  const part = usablePart(specSchema, layered);
  if (part === undefined) return { specs: [], faulty: [], findings: told };
  const lacks = above === undefined ? [[], ...part.lacks] : part.lacks;
  const rest = resolveSpec(part.source.value as SpecInput, part.source, { stack, run, lacks });
  return { ...rest, findings: [...told, ...rest.findings] };
}

/** A finding in the defaults, with the spec that they are for: what they lack may be given there. */
function besideSpec(finding: Finding, source: Source): Finding {
  if (finding.place?.file === source.file) return finding;
  return { ...finding, related: [{ place: source.place([]), note: "a spec below these defaults" }] };
}

/** The defaults above a spec, farthest first; undefined if one of them cannot be used. */
export function readDefaults(
  file: SpecFile,
  { cwd, texts }: Pick<OpenSpecs, "cwd" | "texts">,
  findings: Finding[],
): Source[] | undefined {
  const sources: Source[] = [];
  let usable = true;
  const beside = defaultsBeside(file);
  if (beside !== undefined) findings.push(unusedDefaults(shownPath(beside, cwd)));
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

/** Of several stacks each is published by itself, so nothing is shared above them. */
const unusedDefaults = (file: string): Finding => ({
  code: "spec-defaults-beside",
  severity: "warning",
  message: "these defaults apply to no spec: those of a stack begin in the stack's own folder",
  help: "move the file into the folder of the stack, or copy it into that of each stack",
  place: { file, line: 1, column: 1 },
});
