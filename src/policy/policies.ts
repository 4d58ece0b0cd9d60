/**
 * Pulumi policies that run mailzone's checks on the DNS records of any program, whether mailzone made them or not:
 *
 *     import { PolicyPack } from "@pulumi/policy";
 *     import { policies } from "mailzone/policy";
 *     new PolicyPack("mail-dns", { policies });
 */
import type { EnforcementLevel, StackValidationPolicy } from "@pulumi/policy";
import { checksOfRecords } from "../check/checks-of-records.ts";
import { runChecks } from "../check/run.ts";
import { compareFindings, distinct, type Finding, type Severity } from "../finding.ts";
import { visible } from "../words/text.ts";
import { type ProgramResource, programZones } from "./program-zones.ts";

/**
 * What the checks find in a program's records; the file of a finding's place is the URN of the resource. The engine gives each policy
 * resources of its own, so each runs the checks: 60 to 90 ms for 1,000 records, while telling that they are the same takes 15 to 50 ms.
 */
export const findingsOf = (resources: readonly ProgramResource[]): readonly Finding[] =>
  distinct([...runChecks(programZones(resources), checksOfRecords)]).sort(compareFindings);

const policy = (
  name: string,
  description: string,
  severity: Severity,
  enforcementLevel: EnforcementLevel,
): StackValidationPolicy => ({
  name,
  description,
  enforcementLevel,
  validateStack({ resources }, reportViolation) {
    for (const finding of findingsOf(resources)) {
      if (finding.severity !== severity) continue;
      const { code, message, help, place } = finding;
      reportViolation(visible(`${code}: ${message}${help === undefined ? "" : `; ${help}`}`), place?.file);
    }
  },
});

export const policies: StackValidationPolicy[] = [
  policy("mail-dns-errors", "DNS records must not break the mail of their domain.", "error", "mandatory"),
  policy(
    "mail-dns-warnings",
    "DNS records should not put the mail of their domain at risk.",
    "warning",
    "advisory",
  ),
];
