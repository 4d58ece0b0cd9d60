/** From files to judged zones: everything before Pulumi, and all that `mailzone check` does. Needs no network. */
import { accept } from "./check/accept.ts";
import { runChecks } from "./check/run.ts";
import { placeDomains } from "./cloud/place.ts";
import type { Zone } from "./cloud/zone.ts";
import { compareFindings, type Finding } from "./diagnostic.ts";
import type { Domain } from "./preset/domain.ts";
import { expand } from "./preset/expand.ts";
import { type Library, openLibrary } from "./preset/library.ts";
import { valueSource } from "./source.ts";
import { findSpecFiles } from "./spec/files.ts";
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
  return assemble(readSpecs(findSpecFiles(paths, cwd), cwd), openLibrary(undefined, cwd));
}

/** Loads the specs of one text, as if it stood in `file`. */
export function loadText(file: string, text: string | Uint8Array, stack?: string): Loaded {
  const octets = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  return assemble([parseSpecs(file, octets, [], stack)], openLibrary());
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
  for (const read of reads) {
    found(read.findings);
    for (const spec of read.specs) {
      const expanded = expand(spec, library);
      domains.push(expanded.domain);
      found(expanded.findings);
    }
    for (const { source } of read.specs) source.forget();
  }
  found(library.findings);
  const placed = placeDomains(domains);
  found(placed.findings);
  found(accept(runChecks(placed.zones), domains, today()));
  return { domains, zones: placed.zones, findings: distinct(findings).sort(compareFindings) };
}

/** The day by UTC, so that a waiver ends everywhere at once. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** One finding for one fact: several domains of a spec, or specs below one defaults file, meet the same mistake. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message, place }) => {
    const key = `${code}\n${place?.file}:${place?.line}:${place?.column}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
