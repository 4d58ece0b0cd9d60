/** Applies what specs say about findings: the profile, and the findings that they waive. */
import type { Code, Finding, Place } from "../finding.ts";
import { quote } from "../finding.ts";
import type { Domain } from "../preset/domain.ts";
import type { Spec } from "../spec/spec.ts";
import { type SpeakerOf, speakersAmong } from "../view/speakers.ts";
import { nearest } from "../words/nearest.ts";
import { shownName } from "../words/record.ts";
import { type Name, ownerName, withoutDot } from "../zone/name.ts";
import { checks } from "./checks.ts";
import { strictest, withProfile } from "./profiles.ts";

/** What a waiver says beside the finding that it accepts. */
export interface Grounds {
  readonly reason: string;
  /** ISO date: the last day on which the waiver applies. */
  readonly until?: string;
}

export interface Accepted<F extends Finding> {
  /** What counts, with the severities of the specs' profiles. */
  readonly findings: readonly F[];
  /** What the specs waive, with the severity of its check. */
  readonly waived: readonly (F & Grounds)[];
}

interface Waiver extends Grounds {
  readonly check: string;
  /** Absent for findings about any owner. */
  readonly owner?: Name;
  readonly place: Place;
}

/** Findings of checks after waivers and profiles, and problems of the waivers. `today` is an ISO date. */
export function accept(
  findings: readonly Finding[],
  domains: readonly Domain[],
  today: string,
): Accepted<Finding> {
  const policies = new Policies(domains, today);
  const { findings: counting, waived } = policies.apply(findings);
  return { findings: [...counting, ...policies.problems()], waived };
}

/** Findings after waivers and profiles. `accept` reports problems of the waivers themselves. */
export const acceptLive = <F extends Finding>(
  findings: readonly F[],
  domains: readonly Domain[],
  today: string,
): Accepted<F> => new Policies(domains, today).apply(findings);

/** What the specs of a run say about findings, and which of their waivers met one. */
class Policies {
  readonly #specs: ReadonlyMap<string, readonly Spec[]>;
  readonly #waivers: ReadonlyMap<Spec, readonly Waiver[]>;
  readonly #speakerOf: SpeakerOf;
  readonly #today: string;
  /** The waivers that fit a finding, in force or not. */
  readonly #used = new Set<string>();
  /** Those that fit one which they cannot accept: the problem of each. */
  readonly #refused = new Map<string, Pick<Finding, "message" | "help">>();

  constructor(domains: readonly Domain[], today: string) {
    const specs = domains.map(({ spec }) => spec);
    this.#specs = Map.groupBy(specs, ({ domain }) => withoutDot(domain));
    this.#waivers = new Map(specs.map((spec) => [spec, waiversOf(spec)]));
    this.#speakerOf = speakersAmong(specs);
    this.#today = today;
  }

  apply<F extends Finding>(findings: readonly F[]): Accepted<F> {
    const counting: F[] = [];
    const waived: (F & Grounds)[] = [];
    for (const finding of findings) {
      const specs = this.#specs.get(finding.domain ?? "") ?? [];
      // a domain in two specs is an error; until that is mended, neither of them can hide what the other has
      const grounds = specs.map((spec) => this.#groundsOf(spec, finding));
      const [first] = grounds;
      if (first !== undefined && grounds.every((one) => one !== undefined)) {
        const { reason, until } = first;
        waived.push({ ...finding, reason, ...(until !== undefined && { until }) });
      } else {
        const profiles = specs.map(({ input }) => input.profile ?? "recommended");
        counting.push(strictest(profiles.map((profile) => withProfile(finding, profile))) ?? finding);
      }
    }
    return { findings: counting, waived };
  }

  /** The waiver of the spec that accepts the finding. */
  #groundsOf(spec: Spec, finding: Finding): Waiver | undefined {
    const fitting = (this.#waivers.get(spec) ?? []).filter(
      ({ check, owner }) => check === finding.code && (owner === undefined || owner === finding.owner),
    );
    if (fitting.length === 0) return undefined;
    for (const waiver of fitting) this.#used.add(keyOf(waiver));
    const refusal = this.#refusalOf(spec, finding);
    if (refusal === undefined) return fitting.find((waiver) => isInForce(waiver, this.#today));
    for (const waiver of fitting) this.#refused.set(keyOf(waiver), refusal);
    return undefined;
  }

  /** Why no waiver of this spec can accept the finding. */
  #refusalOf(spec: Spec, { code, severity, owner }: Finding): Pick<Finding, "message" | "help"> | undefined {
    const why = severity === "error" ? reasons.get(code) : undefined;
    if (why !== undefined) {
      return {
        message: `${code} cannot be waived, because ${why}`,
        help: "delete the waiver, and fix what it is for",
      };
    }
    const speaker = owner === undefined ? undefined : this.#speakerOf(owner);
    if (speaker === undefined || speaker === spec.domain) return undefined;
    return {
      message: `the waiver of ${code} fits a finding about a name of ${shownName(speaker)}, which only the spec of that domain can waive`,
      help: `narrow it with \`name:\` to a name of this domain, or ask for it in the spec of ${shownName(speaker)}`,
    };
  }

  *problems(): Generator<Finding> {
    for (const [spec, waivers] of this.#waivers) {
      for (const waiver of waivers) {
        const problem = this.#problemOf(waiver);
        if (problem) yield { ...problem, domain: withoutDot(spec.domain), place: waiver.place };
      }
    }
  }

  #problemOf(waiver: Waiver): Finding | undefined {
    const { check, until } = waiver;
    const isUsed = this.#used.has(keyOf(waiver));
    const known = checks.find(({ id }) => id === check);
    if (known === undefined) return unknownCheck(check);
    const refusal = this.#refused.get(keyOf(waiver));
    if (refusal !== undefined) return { code: "waiver-refused", severity: "error", ...refusal };
    if (!isInForce(waiver, this.#today)) {
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
}

function waiversOf(spec: Spec): Waiver[] {
  return (spec.input.waive ?? []).map(({ check, name, reason, until }, i) => ({
    check,
    reason,
    ...(name === undefined ? {} : { owner: ownerName(name, spec.domain) }),
    ...(until === undefined ? {} : { until }),
    place: spec.source.place(["waive", i]),
  }));
}

/** A waiver in a defaults file is one waiver, however many specs use it. */
const keyOf = ({ place }: Waiver): string => `${place.file}:${place.line}:${place.column}`;

/** ISO dates compare like texts. */
const isInForce = ({ until }: Waiver, today: string): boolean => until === undefined || today <= until;

/** Why no spec can waive errors of a check, by its id. */
const reasons: ReadonlyMap<Code, string> = new Map(
  checks.flatMap(({ id, unwaivable }) => (unwaivable === undefined ? [] : [[id, unwaivable] as const])),
);

function unknownCheck(check: string): Finding {
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
