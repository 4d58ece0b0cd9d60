import { type Finding, numberOf } from "../finding.ts";
import { firstOf, listed } from "../words/list.ts";
import { printPlace } from "./place.ts";

/** How many of the others are named. */
const NAMED = 5;

type Standing = Pick<Finding, "code" | "domain" | "place" | "sum" | "alike"> & {
  readonly more?: number | undefined;
};

/** The lines that say for which others a finding stands; none for one that stands for itself. */
export function moreLines(finding: Standing): readonly string[] {
  const { code, sum, more = 0, alike = [] } = finding;
  const here = more === 0 ? [] : [`and ${more} more ${code} here`];
  if (alike.length === 0) return here;
  if (sum === undefined)
    return [...here, `and ${numberOf(alike)} more of the same: ${named(alike, finding)}`];
  // its message counts all of them
  const domains = new Set([finding, ...alike].flatMap(({ domain }) => domain ?? []));
  return domains.size > 1 ? [...here, `in ${listed(firstOf([...domains], NAMED))}`] : here;
}

/** The first ones by what they do not share with the one that stands for them. */
function named(alike: readonly Finding[], { domain, place }: Standing): string {
  const shown = printPlace(place);
  const names = alike.map((other) => {
    const at = printPlace(other.place);
    const whose = other.domain === domain ? undefined : other.domain;
    if (whose === undefined) return at;
    return at === shown ? whose : `${whose} (${at})`;
  });
  return listed(firstOf([...new Set(names)], NAMED));
}
