/** Checks zones as their clouds list them: what conflicts with the wanted records, and what is refused. */
import { acceptLive, type Grounds } from "../check/accept.ts";
import { mxTargetUnmanaged } from "../check/mx/mx-target-unmanaged.ts";
import { runChecks } from "../check/run.ts";
import { type LiveFinding, runLiveChecks } from "../check/run-live.ts";
import type { ListedZone } from "../cloud/listing.ts";
import { compareFindings, type Finding } from "../finding.ts";
import { type Comparison, compareZone } from "../inventory/compare.ts";
import type { OwnedResource } from "../inventory/owned.ts";
import type { PlannedResource } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import type { Existing } from "../spec/schema.ts";
import { withoutDot } from "../zone/name.ts";

export interface CheckedZones {
  readonly comparisons: readonly Comparison[];
  /** Sorted. Waivers, profiles and the `existing` policy are applied. */
  readonly findings: readonly LiveFinding[];
  /** What the specs waive. */
  readonly waived: readonly (LiveFinding & Grounds)[];
}

/** Compares every zone that was listed. `existing` is the stack's, for specs that do not set it. Pure. */
export function checkListed(
  listed: ReadonlyMap<Zone, ListedZone>,
  planned: readonly PlannedResource[],
  owned: readonly OwnedResource[],
  { domains, existing, today }: { domains: readonly Domain[]; existing: Existing; today: string },
): CheckedZones {
  const records = planned.filter((resource) => resource.kind === "record");
  const comparisons = [...listed].map(([zone, listing]) => compareZone(zone, records, owned, listing));
  const found = comparisons.flatMap((comparison) => runLiveChecks(comparison));
  const policies = new Map(
    domains.map(({ spec }) => [withoutDot(spec.domain), spec.input.existing ?? existing]),
  );
  const accepted = acceptLive(found, domains, today);
  const findings = accepted.findings
    .map((finding) => withPolicy(finding, policies.get(finding.domain ?? "") ?? existing))
    .sort(compareFindings);
  return { comparisons, findings, waived: accepted.waived };
}

/** With `ignore`, a conflicting record is only a warning. Errors about the zone itself stay errors. */
function withPolicy(finding: LiveFinding, existing: Existing): LiveFinding {
  const isIgnored = existing === "ignore" && finding.live.length > 0 && finding.severity === "error";
  return isIgnored ? { ...finding, severity: "warning" } : finding;
}

/** The specs' findings without those that the zones resolve: an MX host that no spec has, but that has an address there. */
export function unsettled(findings: readonly Finding[], comparisons: readonly Comparison[]): Finding[] {
  const { id } = mxTargetUnmanaged;
  if (!findings.some(({ code }) => code === id)) return [...findings];
  const left = runChecks(comparisons.map(withHosts), [mxTargetUnmanaged]);
  const open = new Set(left.map(({ message }) => message));
  const names = new Set(comparisons.flatMap(({ zone }) => zone.domains.map(({ domain }) => domain)));
  const checked = new Set([...names].map(({ spec }) => withoutDot(spec.domain)));
  return findings.filter(
    ({ code, message, domain }) => code !== id || open.has(message) || !checked.has(domain ?? ""),
  );
}

/** The zone as if its specs listed, under `external`, the hosts that have an address in it. */
function withHosts({ zone, live }: Comparison): Zone {
  const hosts = live.filter(
    ({ record, standing }) =>
      (record.type === "A" || record.type === "AAAA") && !record.disabled && standing !== "leaving",
  );
  return { ...zone, external: new Set([...zone.external, ...hosts.map(({ record }) => record.name)]) };
}
