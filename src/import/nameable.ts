/** Which zones a spec can be for: it is a file that is named after its domain. */
import type { Finding } from "../finding.ts";
import { specFileName } from "../spec/find.ts";
import { domainFault, type Name } from "../zone/name.ts";
import type { SourceZone } from "./source-zone.ts";

/** Why no spec can be for the domain, as the rest of a sentence about its name; undefined if one can. */
export function nameProblem(domain: Name): string | undefined {
  const fault = domainFault(domain);
  if (fault !== undefined) return `is not a domain name: ${fault.problem}`;
  return specFileName(domain) === undefined ? "is too long for the name of a file" : undefined;
}

/** The zones that specs can be for, and a finding for each of the others. */
export function nameableZones(zones: readonly SourceZone[]): {
  readonly zones: readonly SourceZone[];
  readonly findings: readonly Finding[];
} {
  const findings = zones.flatMap(({ zone, from, records }): Finding[] => {
    const problem = nameProblem(zone);
    const place = records.find((one) => one.place !== undefined)?.place;
    if (problem === undefined) return [];
    return [
      {
        code: "import-source",
        severity: "error",
        message: `the zone ${JSON.stringify(zone)} of ${from} ${problem}, so nothing in it is imported`,
        help: "correct the zone's name in the source",
        ...(place === undefined ? {} : { place: { ...place, line: 1, column: 1 } }),
      },
    ];
  });
  return { zones: zones.filter(({ zone }) => nameProblem(zone) === undefined), findings };
}
