/** BIMI assertion records (draft-brand-indicators-for-message-identification-14 §4.3). */
import type { Problem } from "./problem.ts";
import { parseTagList, printTagList, type Tag, tagValue } from "./tag-list.ts";
import { webProblem } from "./web-address.ts";

/** Whether receivers treat the text as a BIMI record: the version comes first (§4.3). */
export function isBimi(text: string): boolean {
  return /^v[ \t]*=[ \t]*BIMI1[ \t]*(?:;|$)/.test(text);
}

export interface BimiProblem extends Problem {
  /** Whether receivers ignore the tag and use the rest of the record. */
  readonly isIgnored: boolean;
}

export interface Bimi {
  readonly tags: readonly Tag[];
  /** Where the logo is; empty for a domain that declines, undefined where `l=` is missing. */
  readonly location: string | undefined;
  /** Where the mark certificate is; undefined or empty without one. */
  readonly evidence: string | undefined;
  readonly problems: readonly BimiProblem[];
}

/** Reads a text that `isBimi`. */
export function parseBimi(text: string): Bimi {
  const { tags, problems } = parseTagList(text, "dkim");
  const wrong: BimiProblem[] = problems.map((problem) => ({ ...problem, isIgnored: false }));
  const refuse = (tag: Tag, message: string, isIgnored = false): void => {
    const { name, value, valueOffset } = tag;
    wrong.push({
      offset: valueOffset,
      length: Math.max(value.length, 1),
      message: `${name}= ${message}`,
      isIgnored,
    });
  };
  for (const tag of tags) {
    const { name, value } = tag;
    switch (name) {
      case "v":
        if (value !== "BIMI1" || tag !== tags[0]) refuse(tag, "must be BIMI1 and come first");
        break;
      case "l":
      case "a": {
        const message = urlProblem(value);
        if (message !== undefined) refuse(tag, message);
        break;
      }
      case "avp":
        if (value !== "brand" && value !== "personal") refuse(tag, "must be brand or personal");
        break;
      case "lps":
        if (value !== "" && !/^[^\s,]+(?:\s*,\s*[^\s,]+)*$/.test(value))
          refuse(tag, "must be a comma-separated list");
        break;
      default:
        refuse(tag, "is not a BIMI tag", true);
    }
  }
  const location = tagValue(tags, "l");
  if (location === undefined) {
    wrong.push({ offset: 0, length: Math.max(text.length, 1), message: "l= is missing", isIgnored: false });
  }
  return { tags, location, evidence: tagValue(tags, "a"), problems: wrong };
}

/** Canonical text; the inverse of `parseBimi` for a record without problems. */
export function printBimi({ tags }: Pick<Bimi, "tags">): string {
  return printTagList(tags);
}

/** What a spec says of a domain's logo; both are URLs. */
export interface BimiFields {
  readonly logo: string;
  readonly certificate?: string | undefined;
}

/** The tags of a record, each with the field that its value is from; none for the version. */
export function bimiTags({ logo, certificate }: BimiFields): readonly {
  readonly name: string;
  readonly value: string;
  readonly field?: keyof BimiFields;
}[] {
  return [
    { name: "v", value: "BIMI1" },
    { name: "l", value: logo.trim(), field: "logo" },
    ...(certificate === undefined
      ? []
      : [{ name: "a", value: certificate.trim(), field: "certificate" as const }]),
  ];
}

export const composeBimi = (fields: BimiFields): string => printTagList(bimiTags(fields));

function urlProblem(value: string): string | undefined {
  if (value === "") return undefined;
  if (!/^https:\/\/[^\s/,]+/i.test(value)) return "must be an https URL";
  if (/[\s,;]/.test(value)) return "must be a single URL";
  const problem = webProblem(value);
  return problem && `must be an https URL, but ${problem}`;
}
