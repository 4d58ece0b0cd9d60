import { type Network, networkOf } from "../../mail/network.ts";
import { evaluatedTerms } from "../../mail/spf.ts";
import { printTerm, type SpfTerm } from "../../mail/spf-term.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { termAt } from "./problems.ts";

export const spfDupTerm: ZoneCheck = {
  id: "spf-dup-term",
  severity: "warning",
  rule: "No term of an SPF record appears twice, and no network is part of another one in it.",
  source: "practice",
  explanation: {
    why: "The first match decides, so the second is never needed. A repeated include, a or mx still costs lookups each time.",
    effect: "It wastes lookups and space, and SPF has little of either.",
    fix: "Delete the term that another one covers.",
    fails: textExample("@", "v=spf1 ip4:198.51.100.0/24 ip4:198.51.100.7 -all"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.0/24 -all"),
  },
  check(zone, report) {
    for (const found of textRecords(zone).spf) {
      if (found.spf.terms.length < 3) continue;
      for (const { term, by } of covered(evaluatedTerms(found.spf))) {
        const written = termAt(found.text, term.offset);
        report({
          message: `the SPF record of ${shownName(found.record.name)} has ${written}, which ${by === printTerm(term) ? "appears twice" : `is part of ${by}`}, so it has no effect`,
          help: `delete ${written}`,
          ...atText(zone, found.record, term),
        });
      }
    }
  },
};

interface Covered {
  readonly term: SpfTerm;
  /** The term that covers it. */
  readonly by: string;
}

function* covered(terms: readonly SpfTerm[]): Generator<Covered> {
  const seen = new Set<string>();
  const networks: (readonly [Network, SpfTerm])[] = [];
  for (const term of terms) {
    if (term.name === "invalid" || term.name === "modifier") continue;
    const text = printTerm(term).toLowerCase();
    const network = networkOf(term);
    if (seen.has(text)) yield { term, by: printTerm(term) };
    else if (network !== undefined) networks.push([network, term]);
    seen.add(text);
  }
  yield* contained(networks);
}

/** Sorts networks so that a wider one comes before those inside it, and compares each with the last that no other contains. */
function* contained(networks: (readonly [Network, SpfTerm])[]): Generator<Covered> {
  if (networks.length < 2) return;
  networks.sort(
    ([a], [b]) => compare(a.family, b.family) || compare(a.first, b.first) || compare(b.last, a.last),
  );
  let [outer] = networks;
  for (const next of networks.slice(1)) {
    const inside = outer !== undefined && outer[0].family === next[0].family && next[0].last <= outer[0].last;
    // a term with another qualifier gives another result
    if (inside && signOf(outer?.[1]) === signOf(next[1]))
      yield { term: next[1], by: printTerm(outer?.[1] ?? next[1]) };
    else outer = next;
  }
}

const compare = <T extends bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const signOf = (term: SpfTerm | undefined): string => (term && "qualifier" in term ? term.qualifier : "");
