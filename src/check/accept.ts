/** Applies what specs say about findings: the profile, and the findings that they waive. */
import type { Finding, Place } from "../finding.ts";
import { quote } from "../finding.ts";
import type { Domain } from "../preset/domain.ts";
import type { Spec } from "../spec/spec.ts";
import { nearest } from "../words/nearest.ts";
import { type Name, ownerName, withoutDot } from "../zone/name.ts";
import { checks } from "./checks.ts";
import { withProfile } from "./profiles.ts";

interface Waiver {
  readonly check: string;
  /** Absent for findings about any owner. */
  readonly owner?: Name;
  readonly until?: string;
  readonly place: Place;
}

/** Findings of checks after waivers and profiles, and problems of the waivers. `today` is an ISO date. */
export function accept(findings: readonly Finding[], domains: readonly Domain[], today: string): Finding[] {
  const specs = new Map(domains.map(({ spec }) => [withoutDot(spec.domain), spec]));
  const waivers = new Map(domains.map(({ spec }) => [spec, waiversOf(spec)]));
  const used = new Set<string>();
  const accepted: Finding[] = [];
  for (const finding of findings) {
    const spec = specs.get(finding.domain ?? "");
    const fitting =
      spec === undefined ? [] : (waivers.get(spec) ?? []).filter((waiver) => fits(waiver, finding));
    for (const waiver of fitting) used.add(keyOf(waiver));
    if (fitting.some((waiver) => isInForce(waiver, today))) continue;
    accepted.push(spec === undefined ? finding : withProfile(finding, spec.input.profile ?? "recommended"));
  }
  for (const [spec, ones] of waivers) {
    for (const waiver of ones) {
      const problem = problemOf(waiver, used.has(keyOf(waiver)), today);
      if (problem) accepted.push({ ...problem, domain: withoutDot(spec.domain), place: waiver.place });
    }
  }
  return accepted;
}

/** Findings after waivers and profiles. `accept` reports problems of the waivers themselves. */
export function withoutWaived<F extends Finding>(
  findings: readonly F[],
  domains: readonly Domain[],
  today: string,
): F[] {
  const specs = new Map(domains.map(({ spec }) => [withoutDot(spec.domain), spec]));
  return findings.flatMap((finding) => {
    const spec = specs.get(finding.domain ?? "");
    if (spec === undefined) return [finding];
    const isWaived = waiversOf(spec).some((waiver) => fits(waiver, finding) && isInForce(waiver, today));
    return isWaived ? [] : [{ ...finding, ...withProfile(finding, spec.input.profile ?? "recommended") }];
  });
}

function waiversOf(spec: Spec): Waiver[] {
  return (spec.input.waive ?? []).map(({ check, name, until }, i) => ({
    check,
    ...(name === undefined ? {} : { owner: ownerName(name, spec.domain) }),
    ...(until === undefined ? {} : { until }),
    place: spec.source.place(["waive", i]),
  }));
}

/** A waiver in a defaults file is one waiver, however many specs use it. */
const keyOf = ({ place }: Waiver): string => `${place.file}:${place.line}:${place.column}`;

const fits = (waiver: Waiver, finding: Finding): boolean =>
  waiver.check === finding.code && (waiver.owner === undefined || waiver.owner === finding.owner);

/** ISO dates compare like texts. */
const isInForce = ({ until }: Waiver, today: string): boolean => until === undefined || today <= until;

function problemOf(waiver: Waiver, isUsed: boolean, today: string): Finding | undefined {
  const { check, until } = waiver;
  const known = checks.find(({ id }) => id === check);
  if (known === undefined) {
    const meant = nearest(
      check,
      checks.map(({ id }) => id),
    );
    return {
      code: "waiver-unknown",
      severity: "error",
      message: `unknown check ${quote(check)}, so this waives nothing`,
      help:
        meant === undefined
          ? "write the id of a check (docs/checks.md); problems of the file itself cannot be waived"
          : `did you mean ${meant}?`,
    };
  }
  if (!isInForce(waiver, today)) {
    return {
      code: "waiver-expired",
      severity: "error",
      message: `the waiver of ${check} ended on ${until}, so its findings count again`,
      help: isUsed
        ? "fix what it waives, or write a new reason and date"
        : "delete it; it no longer waives anything",
    };
  }
  // only a listing of the zone shows whether the finding is there
  return isUsed || known.checkLive !== undefined
    ? undefined
    : {
        code: "waiver-unused",
        severity: "warning",
        message: `the waiver of ${check} matches no finding, so it can only hide a future one`,
        help: "delete it",
      };
}
