/** The second step of the pipeline: specs that were read become domains with records. */
import type { Finding } from "../finding.ts";
import { parseSpecs, type ReadSpecs } from "../spec/read.ts";
import type { Domain } from "./domain.ts";
import { expand } from "./expand.ts";
import type { Library } from "./library.ts";

export interface Expanded {
  readonly domains: readonly Domain[];
  /** Of reading and of expanding. */
  readonly findings: readonly Finding[];
}

export function expandSpecs({ specs, findings }: ReadSpecs, library: Library): Expanded {
  const expanded = specs.map((spec) => expand(spec, library));
  return {
    domains: expanded.map(({ domain }) => domain),
    findings: [...findings, ...expanded.flatMap((one) => one.findings)],
  };
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
