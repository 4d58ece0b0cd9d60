/** What evaluating an SPF record costs in DNS queries (RFC 7208 §4.6.4): worst case, over all branches. */
import { absolute, type Name } from "../zone/name.ts";
import { evaluatedTerms, isLookup } from "./spf.ts";
import type { SpfTerm } from "./spf-term.ts";

/** Maximum number of terms with a DNS query in evaluating a record; with one more the result is permerror. */
export const MOST_LOOKUPS = 10;
/** Maximum number of queries without an answer; with one more a receiver may return permerror. */
export const MOST_VOIDS = 2;
/** Counting stops here, in case includes branch without end. */
const ENOUGH = 100;

/** What is known about the SPF record at a name. */
export type KnownSpf = {
  /** The name of a mail service, for people. */
  readonly service?: string;
  /** When the record was last seen: a day, a month or a year. Absent for a record that this run publishes. */
  readonly seen?: string;
  /** Why the record may have changed since. */
  readonly doubt?: string;
} & (
  | { readonly terms: readonly SpfTerm[] }
  /** Only the count is known: what an include of the name costs, itself counted. */
  | { readonly lookups: number }
  /** The name has no SPF record. */
  | { readonly isVoid: true }
);

export interface SpfKnowledge {
  /** What is known about a name's SPF record; undefined if nothing is. */
  find(name: Name): KnownSpf | undefined;
  /**
   * Costs of included records, filled by counting. A record seen elsewhere costs every domain the same, and ten
   * thousand domains include the same few.
   */
  readonly memory?: WeakMap<KnownSpf, readonly SpfTermCost[]>;
  /** Whether a term is known to ask for records that do not exist. */
  isVoid?(term: SpfTerm, owner: Name): boolean;
}

export interface SpfCost {
  /** Terms that take a query. A lower bound unless `isWhole`. */
  readonly lookups: number;
  /** Those that remain if every record in doubt is assumed to include nothing. */
  readonly sure: number;
  /** Whether everything included is known. */
  readonly isWhole: boolean;
  /** Queries that are known to find nothing. */
  readonly voids: number;
}

/** One term that takes a query, and what is in the record that it leads to. */
export interface SpfTermCost extends SpfCost {
  readonly term: SpfTerm;
  readonly known: KnownSpf | undefined;
  /** Whether it leads back to a record that is being evaluated. */
  readonly isLoop: boolean;
  readonly isVoid: boolean;
  readonly inside: readonly SpfTermCost[];
}

export interface SpfBudget extends SpfCost {
  /** In the order of the record. */
  readonly terms: readonly SpfTermCost[];
}

/** The budget of the record with these terms at `owner`. */
export function spfBudget(terms: readonly SpfTerm[], owner: Name, knowledge: SpfKnowledge): SpfBudget {
  const counting = new Counting(knowledge);
  const costs = counting.costs(terms, owner);
  const sum = total(costs);
  return { terms: costs, ...sum, isWhole: sum.isWhole && !counting.isCut };
}

class Counting {
  isCut = false;
  readonly #knowledge: SpfKnowledge;
  readonly #path = new Set<Name>();
  #left = ENOUGH;

  constructor(knowledge: SpfKnowledge) {
    this.#knowledge = knowledge;
  }

  costs(terms: readonly SpfTerm[], owner: Name): SpfTermCost[] {
    const costs: SpfTermCost[] = [];
    this.#path.add(owner);
    for (const term of evaluatedTerms({ terms })) {
      if (!isLookup(term)) continue;
      if (this.#left <= 0) {
        this.isCut = true;
        break;
      }
      this.#left--;
      costs.push(this.#cost(term, owner));
    }
    this.#path.delete(owner);
    return costs;
  }

  #cost(term: SpfTerm, owner: Name): SpfTermCost {
    if (term.name !== "include" && term.name !== "redirect") {
      const isVoid = this.#knowledge.isVoid?.(term, owner) ?? false;
      return { ...ONE, term, known: undefined, isLoop: false, isVoid, voids: isVoid ? 1 : 0, inside: [] };
    }
    // what a macro stands for differs by message (RFC 7208 §7)
    const name = term.domain.includes("%") ? undefined : absolute(term.domain);
    const isLoop = name !== undefined && this.#path.has(name);
    const known = name === undefined || isLoop ? undefined : this.#knowledge.find(name);
    const found = { term, known, isLoop, isVoid: false, inside: [] };
    if (name === undefined || known === undefined) return { ...ONE, ...found, isWhole: false };
    if ("isVoid" in known) return { ...ONE, ...found, isVoid: true, voids: 1 };
    if ("lookups" in known) {
      const { lookups } = known;
      return { ...ONE, ...found, lookups, sure: known.doubt === undefined ? lookups : 1 };
    }
    const inside = this.#inside(known, name);
    const { lookups, sure, isWhole, voids } = total(inside);
    return {
      ...found,
      inside,
      lookups: 1 + lookups,
      sure: 1 + (known.doubt === undefined ? sure : 0),
      isWhole,
      voids,
    };
  }

  #inside(known: KnownSpf & { readonly terms: readonly SpfTerm[] }, name: Name): readonly SpfTermCost[] {
    const { memory } = this.#knowledge;
    const remembered = memory?.get(known);
    if (remembered !== undefined) {
      this.#left -= count(remembered);
      return remembered;
    }
    const inside = this.costs(known.terms, name);
    if (memory !== undefined && !this.isCut && isFixed(known) && inside.every(isSettled))
      memory.set(known, inside);
    return inside;
  }
}

/** Whether the record is the same for all who include it. */
const isFixed = (known: KnownSpf): boolean => known.seen !== undefined;

/** Whether a record with these terms costs the same at any name. */
export function isSameEverywhere({ terms }: SpfBudget): boolean {
  return terms.every((cost) => cost.term.name !== "a" && cost.term.name !== "mx" && isSettled(cost));
}

/** Whether the cost depends on neither the record that asks nor the path to it. */
function isSettled({ known, isLoop, isVoid, term, inside }: SpfTermCost): boolean {
  if (isLoop || isVoid) return false;
  const leads = term.name === "include" || term.name === "redirect";
  return !leads || (known !== undefined && isFixed(known) && inside.every(isSettled));
}

const count = (costs: readonly SpfTermCost[]): number =>
  costs.reduce((sum, { inside }) => sum + 1 + count(inside), 0);

const ONE: SpfCost = { lookups: 1, sure: 1, isWhole: true, voids: 0 };

function total(costs: readonly SpfCost[]): SpfCost {
  let [lookups, sure, voids, isWhole] = [0, 0, 0, true];
  for (const cost of costs) {
    lookups += cost.lookups;
    sure += cost.sure;
    voids += cost.voids;
    isWhole &&= cost.isWhole;
  }
  return { lookups, sure, isWhole, voids };
}
