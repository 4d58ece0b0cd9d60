/** A mail server of one's own, in whose records nothing is a vendor's. */
import { isWithin, type Name } from "../../zone/name.ts";
import type { Preset } from "../preset.ts";
import type { Fact } from "./facts.ts";
import { type Explanation, matchesOf, Use } from "./match.ts";
import { signsOf } from "./signs.ts";

/**
 * The domain's own mail server, in whose records nothing is a vendor's: no service takes the MX, each of which names a host
 * below the domain, and the zone has the address of such a host; of several, of the most preferred.
 */
export function ownServer(
  facts: readonly Fact[],
  presets: readonly Preset[],
  { domain, zone }: { readonly domain: Name; readonly zone: Name },
  explained: ReadonlySet<Fact>,
): Explanation | undefined {
  const mx = facts.filter(({ type, owner }) => type === "MX" && owner === "@");
  if (mx.some((fact) => explained.has(fact) || !isWithin(exchangeOf(fact), domain))) return undefined;
  for (const preset of presets.filter(namesItsHost)) {
    const signs = signsOf(preset, domain, zone);
    const matches = signs.flatMap((sign) => facts.flatMap((fact) => matchesOf(sign, fact, preset)));
    const byPreference = matches
      .filter(({ fact }) => mx.includes(fact))
      .sort((a, b) => Number.parseInt(a.fact.text, 10) - Number.parseInt(b.fact.text, 10));
    for (const match of byPreference) {
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

const exchangeOf = ({ record: { data } }: Fact): Name => (data.type === "MX" ? data.exchange : ".");

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
