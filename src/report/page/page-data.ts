/**
 * What the page of `mailzone report` is made from, as it stands in the page. What many domains share is there once: a number
 * stands for a text, a record or a finding of these lists.
 */
export interface PageData {
  /** Visible characters only; `DOMAIN_MARK` stands for the domain that the text is shown for. */
  readonly texts: readonly string[];
  readonly facts: readonly PageFact[];
  /** By name. */
  readonly domains: readonly PageDomain[];
  readonly records: readonly PageRecord[];
  readonly findings: readonly PageFinding[];
  readonly sets: readonly PageSet[];
  /** What the codes of the findings mean. */
  readonly codes: Readonly<Record<string, PageCode>>;
  /** Findings that are not about a domain of the list, such as those of a file that is no spec. */
  readonly others: readonly number[];
  /** How many more of those there are. */
  readonly moreOthers: number;
}

/** In visible text there is no such character. */
export const DOMAIN_MARK = "\u0001";

/** What is known of each domain under one heading, by which people filter and sort. */
export interface PageFact {
  readonly id: string;
  readonly title: string;
  /** What the heading means, for people who do not know DNS. */
  readonly about: string;
  /** In the order in which they are shown. */
  readonly values: readonly PageValue[];
  /** The value of each domain. */
  readonly of: readonly number[];
}

export interface PageValue {
  readonly label: string;
  readonly tone: Tone;
}

/** How good a value is for the domain's mail; `plain` for one that is neither. */
export type Tone = "good" | "weak" | "bad" | "plain";

export interface PageDomain {
  /** In A-labels, without final dot. */
  readonly name: string;
  /** In its script, if that differs. */
  readonly shown?: string;
  /** Pairs of a label and a value. */
  readonly about: readonly (readonly [label: number, value: number])[];
  /** One for each DNS host that it is on. */
  readonly zones: readonly { readonly title: number; readonly records: readonly number[] }[];
  readonly findings?: readonly number[];
  /** What servers answered, in one line, and the RRsets of which some answered otherwise than wanted. */
  readonly answers?: { readonly said: number; readonly sets?: readonly number[] };
  /** What was changed outside mailzone, one line each. */
  readonly drift?: readonly number[];
  /** What receivers reported, in one line, the sources as rows of texts, and the heading of the last of these. */
  readonly reports?: {
    readonly said: number;
    readonly sources: readonly (readonly number[])[];
    readonly lost: number;
  };
}

/** All but the TTL are texts; `from` is the preset, or the empty text for the spec's own. */
export type PageRecord = readonly [name: number, ttl: number, type: number, value: number, from: number];

export interface PageFinding {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  /** Who found it. */
  readonly by: "specs" | "DNS" | "drift" | "reports";
  readonly message: number;
  readonly help?: number;
  readonly place?: number;
  /** Pairs of a place and what is there. */
  readonly related?: readonly (readonly [place: number, note: number])[];
  /** How many further ones it stands for. */
  readonly more?: number;
  /** Why the spec accepts it; absent for one that counts. */
  readonly waived?: number;
}

export interface PageSet {
  readonly name: number;
  readonly type: number;
  readonly wanted: readonly number[];
  /** The servers that answer otherwise, and what each says. */
  readonly heard: readonly (readonly [server: number, said: number])[];
}

export interface PageCode {
  readonly rule: string;
  readonly why?: string;
  readonly effect?: string;
}
