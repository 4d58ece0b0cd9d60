/** From files to checked zones: everything before Pulumi, and all that `mailzone check` does. Needs no network. */
import { setImmediate } from "node:timers/promises";
import { accept, type Grounds } from "./check/accept.ts";
import { checksOfRecords } from "./check/checks-of-records.ts";
import { presetIncomplete } from "./check/preset/preset-incomplete.ts";
import { RunningChecks, runChecks } from "./check/run.ts";
import { compareFindings, distinct, type Finding, limited } from "./finding.ts";
import { Placer, placeDomains } from "./plan/placing.ts";
import type { Zone } from "./plan/zone.ts";
import { zoneOfFile } from "./plan/zone-file-zone.ts";
import type { Domain } from "./preset/domain.ts";
import { expandSpecs, recordsOf } from "./preset/expand-specs.ts";
import { type Library, projectLibrary } from "./preset/library.ts";
import type { Services } from "./preset/services.ts";
import { valueSource } from "./source/source.ts";
import { type ReadLines, Texts } from "./source/texts.ts";
import { type OpenSpecs, openSpecs } from "./spec/open.ts";
import { parseSpecs, type ReadSpecs, readSpec, readSpecs } from "./spec/read.ts";
import type { Spec } from "./spec/spec.ts";
import { unreadConfig } from "./spec/stack-config-keys.ts";
import type { Name } from "./zone/name.ts";
import type { ZoneFile } from "./zone/read-zone-file.ts";

/** The result of loading specs, for reports. Only what `sound` returns may be published. */
export interface Loaded {
  readonly domains: readonly Domain[];
  readonly zones: readonly Zone[];
  /** Everything that was found, sorted. */
  readonly findings: readonly Finding[];
  /** What the specs waive, sorted. */
  readonly waived: readonly (Finding & Grounds)[];
  /** The lines of the files that were read, for reports; none of a file that is not a spec, preset or template. */
  readonly lines: ReadLines;
}

/** Specs without errors: the only ones that a program can publish. */
export interface Sound extends Loaded {
  readonly errors: undefined;
}

/** Specs that must not be published: only the reasons can be read. */
export interface Refused {
  readonly errors: readonly Finding[];
  /** The errors and all other findings. */
  readonly findings: readonly Finding[];
}

/** Whether the specs may be published, given further findings. */
export function sound(loaded: Loaded, besides: readonly Finding[] = []): Sound | Refused {
  const findings = [...loaded.findings, ...besides];
  const errors = findings.filter(({ severity }) => severity === "error");
  return errors.length === 0 ? { ...loaded, findings, errors: undefined } : { errors, findings };
}

/**
 * Loads every spec at or below the paths. `stack` publishes them, whatever folders they are in.
 * @throws UnusablePath when a path cannot be used or holds no spec
 */
export function loadPaths(paths: readonly string[], cwd: string = process.cwd(), stack?: string): Loaded {
  return loadOpen(openSpecs(paths, cwd, stack));
}

/** Loads specs whose reading has begun. */
export function loadOpen(specs: OpenSpecs): Loaded {
  return load(readSpecs(specs), projectLibrary(specs.cwd), specs.texts);
}

/** What a command that is about some stacks of many says while all specs are loaded. */
export interface Scope {
  /** Told which specs there are, before anything is made of them. */
  readonly read?: (specs: readonly Spec[]) => void;
  /**
   * The stacks, from all domains. The zones of others are seen by the checks of these, and are not checked themselves: of their
   * domains the findings are incomplete.
   */
  readonly stacksOf: (domains: readonly Domain[]) => ReadonlySet<string>;
}

/** How long other work of the process has to wait, in milliseconds. */
const TURN = 30;

/** The same as `loadOpen`, while other work of the process goes on. */
export async function loadInTurns(specs: OpenSpecs, scope?: Scope): Promise<Loaded> {
  const files = loading(readSpecs(specs), projectLibrary(specs.cwd), specs.texts, scope);
  let begun = performance.now();
  for (;;) {
    const step = files.next();
    if (step.done) return step.value;
    if (performance.now() - begun < TURN) continue;
    await setImmediate();
    begun = performance.now();
  }
}

/** The same, with what nothing reads of the configs of their stacks: the program itself refuses its own. */
export function loadWithConfig(specs: OpenSpecs): Loaded {
  const loaded = loadOpen(specs);
  const findings = [...loaded.findings, ...unreadConfig(specs.files, specs.cwd, specs.stack)];
  return { ...loaded, findings: sorted(findings) };
}

/** Loads the specs of one text, as if it were in `file`; `stack` is the Pulumi stack it belongs to. */
export function loadText(
  file: string,
  text: string | Uint8Array,
  { stack, library = projectLibrary() }: { readonly stack?: string; readonly library?: Library } = {},
): Loaded {
  const octets = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  const texts = new Texts();
  return load([parseSpecs(file, octets, stack, texts)], library, texts);
}

/** By working directory: a program may have hundreds of specs, and its files stay as they are while it runs. */
const programLibraries = new Map<string, Library>();

/** Loads one spec that a program passes as a value; findings name `label` instead of a file. */
export function loadSpec(label: string, spec: unknown): Loaded {
  const cwd = process.cwd();
  const library = programLibraries.get(cwd) ?? projectLibrary(cwd);
  programLibraries.set(cwd, library);
  return load([readSpec(valueSource(label, spec), [], undefined)], library, new Texts());
}

/** A zone file that was read, in place of specs: the checks see its records as those of one mail domain. */
export function loadZoneFile(
  file: string,
  text: string,
  read: ZoneFile & { readonly zone: Name },
  { domain = read.zone, services }: { readonly domain?: Name | undefined; readonly services?: Services } = {},
): Loaded {
  const zone = zoneOfFile(read, read.zone, domain, file, services && { services });
  const texts = new Texts();
  // tabs are everywhere in zone files, and take one column here
  texts.add(file, text.replaceAll("\t", " "));
  return {
    domains: zone.domains.map((one) => one.domain),
    zones: [zone],
    findings: sorted([...read.findings, ...runChecks([zone], checksOfRecords)]),
    waived: [],
    lines: texts.lines,
  };
}

/** Several loads as one, for a report. */
export function loadedTogether(loads: readonly Loaded[]): Loaded {
  return {
    domains: loads.flatMap(({ domains }) => domains),
    zones: loads.flatMap(({ zones }) => zones),
    findings: sorted(loads.flatMap(({ findings }) => findings)),
    waived: loads.flatMap(({ waived }) => waived),
    lines: (file) => loads.map(({ lines }) => lines(file)).find((lines) => lines !== undefined),
  };
}

const sorted = (findings: readonly Finding[]): readonly Finding[] =>
  limited(distinct(findings).sort(compareFindings));

/** The most records of one run, which take about a gigabyte. A stack should have a few hundred (README.md). */
const MAX_RECORDS = 1_000_000;

const tooManyRecords = ({ place }: Spec): Finding => ({
  code: "spec-expansion",
  severity: "error",
  message: `the specs up to this one have more than ${MAX_RECORDS} records, so this one and those after it are not checked or published`,
  help: "run mailzone on fewer specs at a time",
  place,
});

function load(reads: Iterable<ReadSpecs>, library: Library, texts: Texts): Loaded {
  const files = loading(reads, library, texts);
  for (;;) {
    const step = files.next();
    if (step.done) return step.value;
  }
}

/** The five steps. Each file passes through the first four on its own, while later files are still being read; yields after each. */
function* loading(
  reads: Iterable<ReadSpecs>,
  library: Library,
  texts: Texts,
  scope?: Scope,
): Generator<void, Loaded> {
  const domains: Domain[] = [];
  const findings: Finding[] = [];
  const placer = new Placer();
  const checks = new RunningChecks();
  // 1. parse
  let room = MAX_RECORDS;
  for (const read of scope === undefined ? reads : yield* readAll(reads, scope)) {
    // 2. expand
    const expanded = expandSpecs(read, library, room);
    append(domains, expanded.domains);
    append(findings, distinct(expanded.findings));
    append(findings, runChecks(placeDomains(expanded.faulty).zones, [presetIncomplete]));
    if (expanded.tooMany !== undefined) findings.push(tooManyRecords(expanded.tooMany));
    for (const domain of expanded.domains) room -= recordsOf(domain);
    // 3. place
    const zones = placer.add(expanded.domains);
    // 4. check
    if (scope === undefined) checks.add(zones);
    if (expanded.tooMany !== undefined) break;
    yield;
  }
  const stacks = scope?.stacksOf(domains);
  yield;
  const { zones, findings: misplaced } = placer.finish();
  const own = stacks === undefined ? zones : zones.filter((zone) => isOfOne(zone, stacks));
  append(findings, library.findings);
  append(findings, misplaced);
  // 5. accept
  const accepted = accept(checks.finish(zones, own), domains, today());
  append(findings, accepted.findings);
  const lines: ReadLines = (file) => texts.lines(file) ?? library.texts.lines(file);
  return {
    domains,
    zones,
    findings: sorted(findings),
    waived: limited(distinct(accepted.waived).sort(compareFindings)),
    lines,
  };
}

function* readAll(reads: Iterable<ReadSpecs>, { read }: Scope): Generator<void, readonly ReadSpecs[]> {
  const all: ReadSpecs[] = [];
  for (const one of reads) {
    all.push(one);
    yield;
  }
  read?.(all.flatMap(({ specs }) => specs));
  yield;
  return all;
}

const isOfOne = ({ domains }: Zone, stacks: ReadonlySet<string>): boolean =>
  domains.some(({ domain: { spec } }) => stacks.has(spec.stack ?? ""));

/** One by one: a large fleet has more findings than a call can take as arguments. */
function append<T>(list: T[], items: readonly T[]): void {
  for (const item of items) list.push(item);
}

/** Today in UTC, so that a waiver expires everywhere at the same time. */
const today = (): string => new Date().toISOString().slice(0, 10);
