/** The second step of the pipeline: specs that were read become domains with records. */
import type { Finding } from "../finding.ts";
import { parseSpecs, type ReadSpecs } from "../spec/read.ts";
import type { Spec } from "../spec/spec.ts";
import type { Domain } from "./domain.ts";
import { expand } from "./expand.ts";
import type { Library } from "./library.ts";

export interface Expanded {
  readonly domains: readonly Domain[];
  /** Of reading and of expanding. */
  readonly findings: readonly Finding[];
  /** The first spec for whose records there was no room; it and those after it are left out. */
  readonly tooMany?: Spec;
}

/** How many records a domain has on all of its clouds together. */
export const recordsOf = ({ records, spec }: Domain): number => records.length * spec.clouds.length;

/** Expands specs until they have more than `room` records. */
export function expandSpecs(
  { specs, findings }: ReadSpecs,
  library: Library,
  room: number = Number.POSITIVE_INFINITY,
): Expanded {
  const domains: Domain[] = [];
  const found: Finding[] = [...findings];
  let records = 0;
  for (const spec of specs) {
    const expanded = expand(spec, library);
    for (const finding of expanded.findings) found.push(finding);
    records += recordsOf(expanded.domain);
    if (records > room) return { domains, findings: found, tooMany: spec };
    domains.push(expanded.domain);
  }
  return { domains, findings: found };
}

/** The domains of one text, as if it were in `file`; `stack` is the Pulumi stack that it belongs to. */
export function expandText(
  file: string,
  text: string | Uint8Array,
  library: Library,
  stack?: string,
): Expanded {
  const octets = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  return expandSpecs(parseSpecs(file, octets, stack), library);
}
