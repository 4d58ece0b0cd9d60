/** Which presets records come from, and with which parameters. Pure: the same records give the same presets. */
import type { Name } from "../../zone/name.ts";
import type { Preset } from "../preset.ts";
import { isChosen } from "../when.ts";
import { type Fact, factsOf, type Observed } from "./facts.ts";
import type { Sign } from "./fingerprint.ts";
import {
  type Candidate,
  type Explanation,
  type Match,
  type Matched,
  matchesOf,
  spelling,
  Use,
} from "./match.ts";
import { ownServer } from "./own-server.ts";
import { withTheRest } from "./rest.ts";
import { signsOf } from "./signs.ts";
import { LACKING, LIKENESS, TELLING, TELLING_TOGETHER } from "./weights.ts";

/** A preset that records show to be in use, once for each of its uses. */
export interface Detection {
  readonly preset: Preset;
  /** The values in the records, defaults included; for a list parameter, its items. */
  readonly values: ReadonlyMap<string, string | readonly string[]>;
  /** The records that it explains, each with the part of the preset that it matches. */
  readonly matched: readonly Matched[];
  /** Everything that it publishes. */
  readonly signs: readonly Sign[];
  /** Ids of presets that explain the same records equally well. */
  readonly orElse: readonly string[];
}

export function detect(
  records: readonly Observed[],
  { domain, zone }: { readonly domain: Name; readonly zone: Name },
  presets: readonly Preset[],
): readonly Detection[] {
  const facts = factsOf(records, domain);
  const ofType = Map.groupBy(facts, ({ type }) => type);
  const candidates = presets.flatMap((preset) => {
    const signs = signsOf(preset, domain, zone);
    const matches = signs.flatMap((sign) =>
      (ofType.get(sign.type) ?? []).flatMap((fact) => matchesOf(sign, fact, preset)),
    );
    return matches.some(({ weight }) => weight > 1) ? [{ preset, signs, matches }] : [];
  });
  const explained = new Set<Fact>();
  const picked: Explanation[] = [];
  for (;;) {
    const [best, ...others] = candidates
      .flatMap((candidate) => bestExplanation(candidate, explained) ?? [])
      .sort((a, b) => b.score - a.score || b.matched.length - a.matched.length);
    if (best === undefined) break;
    const fitsAsWell = (other: Explanation): boolean =>
      other.preset !== best.preset &&
      best.news.every((fact) => other.matched.some((match) => match.fact === fact));
    // if all of a preset's own records are there, others that share some of them are not meant
    const rivals = best.isWhole ? [] : others.filter(fitsAsWell).map(({ preset }) => preset.id);
    picked.push({ ...best, orElse: [...new Set(rivals)] });
    for (const { fact } of best.matched) explained.add(fact);
  }
  const services = withTheRest(picked, explained);
  const own = ownServer(facts, presets, { domain, zone }, explained);
  for (const { fact } of own?.matched ?? []) explained.add(fact);
  const all = own === undefined ? services : withTheRest([...services, own], explained);
  return all.map(({ preset, signs, matched, orElse }) => ({
    preset,
    signs,
    matched,
    orElse,
    values: valuesOf(preset, matched),
  }));
}

/** The use of a preset that explains most of what is not yet explained; undefined if nothing points to one. */
function bestExplanation(candidate: Candidate, explained: ReadonlySet<Fact>): Explanation | undefined {
  const seeds = candidate.matches.filter(({ weight, fact }) => weight > 1 && !explained.has(fact));
  let best: Explanation | undefined;
  for (const seed of seeds) {
    const one = explain(candidate, seed, explained);
    if (isTelling(one, explained) && (best === undefined || one.score > best.score)) best = one;
  }
  return best;
}

/** Whether something not yet explained identifies the service: a single record, or several together. */
function isTelling({ matched, isWhole }: Explanation, explained: ReadonlySet<Fact>): boolean {
  const news = matched.filter(({ fact }) => !explained.has(fact));
  if (news.some(({ weight }) => weight >= TELLING)) return true;
  return isWhole && news.reduce((sum, { weight }) => sum + weight, 0) > TELLING_TOGETHER;
}

/** Whether anything in it is the vendor's. */
const isOwn = ({ forms }: Sign): boolean => forms.some(({ weight }) => weight > 0);

/** Starting from one match, all matches that fit together, the most telling first. */
function explain(candidate: Candidate, seed: Match, explained: ReadonlySet<Fact>): Explanation {
  const use = new Use();
  use.take(seed);
  const isNew = ({ fact }: Match): number => (explained.has(fact) ? 0 : 1);
  const ranked = candidate.matches
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || isNew(b) - isNew(a));
  for (const match of ranked) if (use.fits(match)) use.take(match);
  const matched = use.matched;
  const news = matched.filter(({ fact }) => !explained.has(fact));
  const lacking = lacks(candidate, use);
  return {
    ...candidate,
    isWhole: lacking.every(({ record: { need } }) => need !== "required"),
    matched,
    news: news.map(({ fact }) => fact),
    score: news.reduce((sum, { weight }) => sum + weight, 0) + likeness(candidate, matched) - sumOf(lacking),
    orElse: [],
  };
}

/** How much names look like those that the vendor assigns: with the example `cio12345`, `cio67890` does, `mail` does not. */
function likeness({ preset }: Candidate, matched: readonly Match[]): number {
  const names = new Map(
    matched.flatMap(({ form, values }) => form.ownerNeeds.map((name) => [name, values[name] ?? ""] as const)),
  );
  return [...names].reduce((sum, [name, value]) => {
    const [, head] = /^([a-z]+)\d+$/.exec(String(preset.parameters[name]?.example)) ?? [];
    if (head === undefined) return sum;
    return sum + (value.startsWith(head) && /\d$/.test(value) ? LIKENESS : -LIKENESS);
  }, 0);
}

/** Evidence against a use: records of the vendor's own that are missing. */
function lacks({ signs }: Candidate, use: Use): readonly Sign[] {
  const { values } = use;
  return signs
    .filter((sign) => !use.has(sign) && isOwn(sign))
    .filter(({ record }) => isChosen(record, (name) => values[name]));
}

const sumOf = (signs: readonly Sign[]): number =>
  signs.reduce((sum, { record: { need } }) => sum + LACKING[need], 0);

function valuesOf(preset: Preset, matched: readonly Matched[]): Map<string, string | readonly string[]> {
  const values = new Map<string, string | readonly string[]>();
  for (const match of matched as readonly Match[]) {
    const { terms } = match.sign;
    if (terms !== undefined) values.set(terms, [values.get(terms) ?? [], match.fact.text].flat().join(" "));
    for (const [name, value] of Object.entries(match.values)) {
      if (preset.parameters[name] === undefined) continue;
      const known = values.get(name);
      if (preset.parameters[name]?.type === "list")
        values.set(name, [...new Set([known ?? [], value].flat())]);
      else values.set(name, spelling(typeof known === "string" ? known : undefined, value));
    }
  }
  // of a list, what the records show is all
  for (const [name, { type, default: usual }] of Object.entries(preset.parameters))
    if (type === "list" && usual !== undefined && !values.has(name)) values.set(name, []);
  return values;
}
