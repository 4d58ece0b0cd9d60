/** Which presets records come from, and with which parameters. Pure: the same records give the same presets. */
import { MAX_VALUE } from "../../source/value-limit.ts";
import type { Name } from "../../zone/name.ts";
import { BUILT_INS, takesValue } from "../parameters.ts";
import type { Preset } from "../preset.ts";
import { isChosen } from "../when.ts";
import { type Fact, factsOf, holdsSpf, type Observed } from "./facts.ts";
import { type Form, type Sign, signsOf, type Values } from "./fingerprint.ts";
import { LACKING, LIKENESS, TELLING, TELLING_TOGETHER, type Weight } from "./weights.ts";

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

export interface Matched {
  readonly sign: Sign;
  readonly fact: Fact;
  readonly weight: Weight;
}

interface Match extends Matched {
  readonly form: Form;
  /** The parameter values that the match implies. */
  readonly values: Values;
}

export function detect(
  records: readonly Observed[],
  { domain, zone }: { readonly domain: Name; readonly zone: Name },
  presets: readonly Preset[],
): readonly Detection[] {
  const facts = factsOf(records, domain);
  const candidates = presets.flatMap((preset) => {
    const signs = signsOf(preset, domain, zone);
    const matches = signs.flatMap((sign) => facts.flatMap((fact) => matchesOf(sign, fact, preset)));
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

/**
 * The domain's own mail server, in whose records nothing is a vendor's: no service takes the MX, which names a host below
 * the domain, and the zone has that host's address.
 */
function ownServer(
  facts: readonly Fact[],
  presets: readonly Preset[],
  { domain, zone }: { readonly domain: Name; readonly zone: Name },
  explained: ReadonlySet<Fact>,
): Explanation | undefined {
  const mx = facts.filter(({ type, owner }) => type === "MX" && owner === "@");
  if (mx.some((fact) => explained.has(fact))) return undefined;
  for (const preset of presets.filter(namesItsHost)) {
    const signs = signsOf(preset, domain, zone);
    const matches = signs.flatMap((sign) => facts.flatMap((fact) => matchesOf(sign, fact, preset)));
    for (const match of matches.filter(({ fact }) => mx.includes(fact))) {
      const use = new Use([match]);
      const host = matches.find(
        (one) =>
          one.sign.record.type === "A" &&
          one.sign.record.need === "required" &&
          one.form.ownerNeeds.every((name) => use.values[name] !== undefined) &&
          use.fits(one),
      );
      if (host === undefined) continue;
      const matched = [match, host];
      const news = matched.map(({ fact }) => fact);
      return { preset, signs, matches, matched, news, score: 0, isWhole: true, orElse: [] };
    }
  }
  return undefined;
}

/** Whether a preset's MX leads to a host of the domain that the user names and whose address is part of it. */
function namesItsHost({ kind, records }: Preset): boolean {
  const hosts = records.flatMap(({ type, need, name }) =>
    type === "A" && need === "required" ? [name] : [],
  );
  return (
    kind === "selfhosted" &&
    records.some(
      (one) =>
        one.type === "MX" &&
        hosts.some((name) => /^\{\w+\}$/.test(name) && one.exchange === `${name}.{domain}`),
    )
  );
}

function matchesOf(sign: Sign, fact: Fact, preset: Preset): Match[] {
  // a preset's texts are short, and a form may take time that grows faster than the text
  if (sign.type !== fact.type || fact.text.length > MAX_VALUE) return [];
  const isSpfText = fact.type === "TXT" && holdsSpf(fact.record);
  return sign.forms.flatMap((form) => {
    const found = form.pattern.exec(`${fact.owner}\n${fact.text}`);
    if (found === null || (isSpfText && !form.pattern.source.includes("v=spf1"))) return [];
    const values: Values = { ...form.sets, ...found.groups };
    const isTaken = ([name, value]: [string, string]): boolean => {
      const parameter = preset.parameters[name];
      return (
        BUILT_INS.includes(name as never) || (parameter !== undefined && takesValue(name, parameter, value))
      );
    };
    return Object.entries(found.groups ?? {}).every(isTaken)
      ? [{ sign, fact, form, weight: form.weight, values }]
      : [];
  });
}

interface Candidate {
  readonly preset: Preset;
  readonly signs: readonly Sign[];
  readonly matches: readonly Match[];
}

/** One use of a preset that explains records. */
interface Explanation extends Candidate {
  readonly matched: readonly Match[];
  /** What it explains for the first time. */
  readonly news: readonly Fact[];
  readonly score: number;
  /** Whether all required records of the vendor's own are there. */
  readonly isWhole: boolean;
  readonly orElse: readonly string[];
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

/** Matches of one use of a preset, whose parameter values agree. */
class Use {
  readonly #values = new Map<string, string>();
  readonly #signs = new Set<Sign>();
  readonly #facts = new Set<Fact>();
  readonly #matched: Match[] = [];

  constructor(matched: readonly Match[] = []) {
    for (const match of matched) this.take(match);
  }

  get matched(): readonly Match[] {
    return this.#matched;
  }

  get values(): Values {
    return Object.fromEntries(this.#values);
  }

  has(sign: Sign): boolean {
    return this.#signs.has(sign);
  }

  fits({ sign, fact, values }: Match): boolean {
    if (this.#facts.has(fact) || (this.#signs.has(sign) && sign.list === undefined)) return false;
    return Object.entries(values).every(([name, value]) => {
      const own = name === sign.list ? undefined : this.#values.get(name);
      return own === undefined || own.toLowerCase() === value.toLowerCase();
    });
  }

  take(match: Match): void {
    this.#signs.add(match.sign);
    this.#facts.add(match.fact);
    this.#matched.push(match);
    for (const [name, value] of Object.entries(match.values)) {
      if (name !== match.sign.list) this.#values.set(name, spelling(this.#values.get(name), value));
    }
  }
}

/** Names in DNS are in lower case here; a text has the value as the vendor gave it. */
const spelling = (known: string | undefined, value: string): string =>
  known !== undefined && known !== known.toLowerCase() ? known : value;

interface Claimant {
  readonly one: Explanation;
  readonly use: Use;
}
interface Claim {
  readonly by: Claimant;
  readonly match: Match;
}

/**
 * Adds records in which nothing is the vendor's own, such as a DKIM key: first those whose name is known from the
 * others, then those whose name looks like the vendor's, then those that only one use can have.
 */
function withTheRest(picked: readonly Explanation[], explained: Set<Fact>): readonly Explanation[] {
  const all = picked.map((one): Claimant => ({ one, use: new Use(one.matched) }));
  const claims = (by: Claimant): Claim[] =>
    by.one.matches
      .filter((match) => !explained.has(match.fact) && by.use.fits(match))
      .map((match) => ({ by, match }));
  const take = ({ by, match }: Claim): void => {
    if (explained.has(match.fact) || !by.use.fits(match)) return;
    by.use.take(match);
    explained.add(match.fact);
  };
  for (const by of all) {
    for (;;) {
      const { values } = by.use;
      const known = claims(by).find(({ match }) =>
        match.form.ownerNeeds.every((name) => values[name] !== undefined),
      );
      if (known === undefined) break;
      take(known);
    }
  }
  undisputed(all.flatMap(claims).filter(({ by, match }) => hasUsualName(by.one.preset, match))).forEach(take);
  undisputed(all.flatMap(claims)).forEach(take);
  return all.map(({ one, use }) => ({ ...one, matched: use.matched }));
}

/** Whether the owner's name is like the example: the same letters, any digits. */
function hasUsualName({ parameters }: Preset, { form, values }: Match): boolean {
  const shape = (text: unknown): string => String(text).replace(/\d/g, "0").toLowerCase();
  return (
    form.ownerNeeds.length > 0 &&
    form.ownerNeeds.every((name) => {
      const { example } = parameters[name] ?? {};
      return typeof example === "string" && /\d/.test(example) && shape(values[name]) === shape(example);
    })
  );
}

/** Claims that no other use has too, and for no more records than the preset has places for. */
function undisputed(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter(({ match: { fact } }) => {
    const group = related(fact, claims);
    const uses = new Set(group.map(({ by }) => by));
    const facts = new Set(group.map(({ match }) => match.fact));
    const signs = new Set(group.map(({ match }) => match.sign));
    return (
      uses.size === 1 &&
      (facts.size <= signs.size || group.some(({ match }) => match.sign.list !== undefined))
    );
  });
}

/** The claims on a record, and those related to them because they are for the same place in a preset. */
function related(fact: Fact, claims: readonly Claim[]): readonly Claim[] {
  const facts = new Set([fact]);
  for (;;) {
    const before = facts.size;
    const places = claims.filter(({ match }) => facts.has(match.fact));
    const isRelated = (claim: Claim): boolean =>
      places.some(({ by, match }) => by === claim.by && match.sign === claim.match.sign);
    const group = claims.filter(isRelated);
    for (const { match } of group) facts.add(match.fact);
    if (facts.size === before) return group;
  }
}

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
