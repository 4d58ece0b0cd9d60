/** From files to judged zones: everything before Pulumi, and all that `mailzone check` does. Needs no network. */
import { accept } from "./check/accept.ts";
import { AT_ONCE, checkFleet, checkZones } from "./check/run.ts";
import { compareFindings, distinct, type Finding } from "./finding.ts";
import { Placer } from "./plan/placing.ts";
import type { Zone } from "./plan/zone.ts";
import type { Domain } from "./preset/domain.ts";
import { expand } from "./preset/expand.ts";
import { type Library, openLibrary } from "./preset/library.ts";
import { valueSource } from "./source/source.ts";
import { type OpenSpecs, openSpecs } from "./spec/open.ts";
import { parseSpecs, type ReadSpecs, readSpec, readSpecs } from "./spec/read.ts";

export interface Loaded {
  readonly domains: readonly Domain[];
  readonly zones: readonly Zone[];
  /** Everything that was found, sorted. */
  readonly findings: readonly Finding[];
}

/**
 * Loads every spec at or below the paths.
 * @throws UnusablePath when a path cannot be used or holds no spec
 */
export function loadPaths(paths: readonly string[], cwd: string = process.cwd()): Loaded {
  return loadOpen(openSpecs(paths, cwd));
}

/** Loads specs whose reading has begun. */
export function loadOpen(specs: OpenSpecs): Loaded {
  return assemble(readSpecs(specs), openLibrary(undefined, specs.cwd));
}

/** Loads the specs of one text, as if it stood in `file`. */
export function loadText(file: string, text: string | Uint8Array, stack?: string): Loaded {
  const octets = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  return assemble([parseSpecs(file, octets, stack)], openLibrary());
}

/** Loads one spec that a program gives as a value; findings name `label` in place of a file. */
export function loadSpec(label: string, spec: unknown): Loaded {
  return assemble([readSpec(valueSource(label, spec), [], undefined)], openLibrary());
}

function assemble(reads: Iterable<ReadSpecs>, library: Library): Loaded {
  const domains: Domain[] = [];
  const findings: Finding[] = [];
  const found = (ones: readonly Finding[]): void => {
    for (const one of ones) findings.push(one);
  };
  const placer = new Placer();
  // a zone is judged while the next files are read (read-ahead.ts), and again when a later spec adds to it
  const judged = new Map<Zone, readonly Finding[]>();
  let waiting: Zone[] = [];
  const judge = (zones: readonly Zone[]): void => {
    for (const [zone, ones] of checkZones(zones)) judged.set(zone, ones);
  };
  for (const read of reads) {
    found(read.findings);
    const expanded = read.specs.map((spec) => expand(spec, library));
    for (const { domain, findings: ones } of expanded) {
      domains.push(domain);
      found(ones);
    }
    for (const zone of placer.add(expanded.map(({ domain }) => domain))) waiting.push(zone);
    if (waiting.length < AT_ONCE) continue;
    judge(waiting);
    waiting = [];
  }
  found(library.findings);
  const placed = placer.finish();
  found(placed.findings);
  const { zones } = placed;
  judge(zones.filter((zone) => !judged.has(zone)));
  const told = [...zones.flatMap((zone) => judged.get(zone) ?? []), ...checkFleet(zones)];
  found(accept(told, domains, today()));
  return { domains, zones, findings: distinct(findings).sort(compareFindings) };
}

/** The day by UTC, so that a waiver ends everywhere at once. */
const today = (): string => new Date().toISOString().slice(0, 10);
