/** What a run reports about the user's files. Findings are collected, never thrown. */

/** Most severe first. */
export const SEVERITIES = ["error", "warning", "info"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Those that are at least this severe. */
export const atLeast = <F extends { readonly severity: Severity }>(
  findings: readonly F[],
  least: Severity,
): readonly F[] =>
  findings.filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least));

/** A position in a text file: `file` as it is shown, `line` and `column` 1-based, columns in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A range of a text, in UTF-16 units. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A second place involved in a finding, such as the other side of a conflict. */
export interface Related {
  readonly place: Place;
  readonly note: string;
}

/** Every code that a finding can have: each room adds the codes that it reports, in its codes.ts or its checks and guards. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the rooms, which import this file
export interface Codes {}

/** Stable, kebab-case: a check's id, or another code such as `yaml-syntax`. */
export type Code = keyof Codes;

/** What a code means, as `--explain` and docs/checks.md show it. */
export interface CodeWords {
  readonly severity: Severity;
  /** The rule in one sentence: what must hold, and what follows when it does not. */
  readonly rule: string;
  /** RFC clause, vendor page with date, or "practice". */
  readonly source: string;
  readonly explanation?: Explanation;
  /** Why no spec can waive an error of this check, as the end of a sentence with "because"; absent if one can. */
  readonly unwaivable?: string;
}

export interface Explanation {
  /** Why the rule exists. */
  readonly why: string;
  /** What happens to mail when the rule is broken. */
  readonly effect: string;
  /** The edit that fixes it, in general. */
  readonly fix: string;
}

export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  /** The fact, then its consequence; one line that makes sense on its own. */
  readonly message: string;
  /** The edit that fixes it. */
  readonly help?: string;
  /** The mail domain concerned, as written in DNS, without a final dot. */
  readonly domain?: string;
  /** Owner name of the record concerned, absolute. */
  readonly owner?: string;
  readonly place?: Place;
  /** The column after the last character that the finding is about, on the line of its place; absent if unknown. */
  readonly endColumn?: number;
  readonly related?: readonly Related[];
  /** How many further findings of this kind at this place it stands for: they are counted but not shown (`FindingLimit`). */
  readonly more?: number;
  /** How findings with this code and sum are said as one, in reports for people. */
  readonly sum?: Sum;
  /** The others of the same cause, for which this one stands in a report for people (src/report/told-once.ts). */
  readonly alike?: readonly Finding[];
}

/** What is said once of many records that share a fault. */
export interface Sum {
  /** The fact and its consequence, after a subject such as `150 records of 30 domains`. */
  readonly message: string;
  readonly help: string;
}

/** A finding as the program passes it to a command. */
export interface ToldFinding extends Finding {
  /** Whether it comes from the specs alone, so that `mailzone check` shows it too. */
  readonly ofSpecs?: true;
}

/** How many findings these are, with those that they stand for. */
export function numberOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { more = 0, alike = [] }) => sum + 1 + more + numberOf(alike), 0);
}

const rank = (n: number | undefined): number => n ?? 0;
const text = (a: string | undefined, b: string | undefined): number => {
  const x = a ?? "";
  const y = b ?? "";
  return x < y ? -1 : x > y ? 1 : 0;
};

/** The order in which findings are shown: file, line, column, code, domain; message last, so that the order is total. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    text(a.place?.file, b.place?.file) ||
    rank(a.place?.line) - rank(b.place?.line) ||
    rank(a.place?.column) - rank(b.place?.column) ||
    text(a.code, b.code) ||
    text(a.domain, b.domain) ||
    text(a.message, b.message)
  );
}

/** One finding per fact: several domains of a spec, or specs below one defaults file, share the same mistake. */
export function distinct<F extends Finding>(findings: readonly F[]): F[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message, place }) => {
    const key = `${code}\n${place?.file}:${place?.line}:${place?.column}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The most findings of one code and one domain that are shown of one line. */
const MOST_AT_LINE = 20;

/** The findings, with at most so many of one code and domain at one line; the last of these stands for the others. */
export function limited<F extends Finding>(findings: readonly F[]): F[] {
  const limit = new FindingLimit<F>(MOST_AT_LINE, ({ severity, code, place, domain }) =>
    place?.line === undefined ? undefined : `${severity} ${code} ${domain} ${place.file}:${place.line}`,
  );
  for (const finding of findings) limit.add(finding);
  return limit.finish();
}

/** Takes any number of findings and keeps the first `most` of each kind; the last of these stands for the others. */
export class FindingLimit<F extends Finding = Finding> {
  readonly #most: number;
  /** Two findings are of one kind if this is equal; undefined for one that is always kept. */
  readonly #kindOf: (finding: F) => string | undefined;
  readonly #kept: F[] = [];
  readonly #kinds = new Map<string, { count: number; last: number; more: number }>();

  constructor(most: number, kindOf: (finding: F) => string | undefined) {
    this.#most = most;
    this.#kindOf = kindOf;
  }

  add(finding: F): void {
    const key = this.#kindOf(finding);
    const kind = key === undefined ? undefined : this.#kinds.get(key);
    if (kind !== undefined && kind.count >= this.#most) {
      kind.more += numberOf([finding]);
      return;
    }
    const last = this.#kept.push(finding) - 1;
    if (kind === undefined) {
      if (key !== undefined) this.#kinds.set(key, { count: 1, last, more: 0 });
    } else {
      kind.count++;
      kind.last = last;
    }
  }

  finish(): F[] {
    for (const { last, more } of this.#kinds.values()) {
      const finding = this.#kept[last] as F;
      if (more > 0) this.#kept[last] = { ...finding, more: (finding.more ?? 0) + more };
    }
    return this.#kept;
  }
}

/** Prepares user-written text for a one-line message: quoted, control characters escaped, cut at 60 characters. */
export function quote(value: string): string {
  const cut = value.length > 60 ? `${value.slice(0, 57)}...` : value;
  return JSON.stringify(cut);
}
