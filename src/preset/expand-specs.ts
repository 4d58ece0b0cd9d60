/** The second step of the pipeline: specs that were read become domains with records. */
import type { Finding } from "../finding.ts";
import { atStep, STEPS } from "../spec/migration.ts";
import { parseSpecs, type ReadSpecs } from "../spec/read.ts";
import type { Spec } from "../spec/spec.ts";
import type { Domain } from "./domain.ts";
import { type Expanded as ExpandedOne, expand } from "./expand.ts";
import { expandFaulty } from "./expand-faulty.ts";
import type { Library } from "./library.ts";
import { withDane } from "./with-dane.ts";
import { withStsPolicy } from "./with-sts-policy.ts";

/** The domain of a spec; in a migration, with what it publishes at the other steps. */
function expandSpec(spec: Spec, library: Library): ExpandedOne {
  const { domain, findings } = expandSteps(spec, library);
  const announced = withStsPolicy(domain);
  const complete = withDane(announced.domain, library);
  return { domain: complete.domain, findings: [...findings, ...announced.findings, ...complete.findings] };
}

function expandSteps(spec: Spec, library: Library): ExpandedOne {
  const expanded = expand(spec, library);
  const { migration } = spec;
  if (migration === undefined) return expanded;
  const steps = new Map(
    STEPS.map((step) => {
      const other = step === migration.phase ? undefined : atStep(spec, step);
      return [step, other === undefined ? expanded.domain : expand(other, library).domain] as const;
    }),
  );
  return { ...expanded, domain: { ...expanded.domain, steps } };
}

export interface Expanded {
  readonly domains: readonly Domain[];
  /** Of specs with errors: of use only for what else is wrong with them. */
  readonly faulty: readonly Domain[];
  /** Of reading and of expanding. */
  readonly findings: readonly Finding[];
  /** The first spec for whose records there was no room; it and those after it are left out. */
  readonly tooMany?: Spec;
}

/** How many records a domain has on all of its clouds together. */
export const recordsOf = ({ records, spec }: Domain): number => records.length * spec.clouds.length;

/** Expands specs until they have more than `room` records. */
export function expandSpecs(
  { specs, faulty, findings }: ReadSpecs,
  library: Library,
  room: number = Number.POSITIVE_INFINITY,
): Expanded {
  const domains: Domain[] = [];
  const found: Finding[] = [...findings];
  const judged = faulty.map((one) => expandFaulty(one, library));
  for (const one of judged) for (const finding of one.findings) found.push(finding);
  const broken = judged.map(({ domain }) => domain);
  let records = 0;
  for (const spec of specs) {
    const expanded = expandSpec(spec, library);
    for (const finding of expanded.findings) found.push(finding);
    records += recordsOf(expanded.domain);
    if (records > room) return { domains, faulty: broken, findings: found, tooMany: spec };
    domains.push(expanded.domain);
  }
  return { domains, faulty: broken, findings: found };
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
