/** Which of the uses that were found the records belong to in which nothing is a vendor's. */
import type { Preset } from "../preset.ts";
import type { Fact } from "./facts.ts";
import { type Explanation, type Match, Use } from "./match.ts";

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
export function withTheRest(picked: readonly Explanation[], explained: Set<Fact>): readonly Explanation[] {
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
