/** The lookup budgets of SPF records, from what the run publishes and the snapshot of mail services' records. */
import { evaluatedTerms, isLookup, type Spf } from "../mail/spf.ts";
import {
  isSameEverywhere,
  type KnownSpf,
  MOST_LOOKUPS,
  MOST_VOIDS,
  type SpfBudget,
  type SpfTermCost,
  spfBudget,
} from "../mail/spf-budget.ts";
import { snapshotLookup } from "../mail/spf-snapshot.ts";
import { printTerm, type SpfTerm } from "../mail/spf-term.ts";
import type { Zone } from "../plan/zone.ts";
import { zoneIndex } from "../plan/zone-index.ts";
import type { Domain } from "../preset/domain.ts";
import { absolute, type Name } from "../zone/name.ts";
import { isMailDomain } from "./mail-domain.ts";
import { once } from "./once.ts";
import { type SpfRecord, spfAt, textRecords } from "./text-records.ts";

const lookUp = snapshotLookup();

/** What has already been counted in a run: ten thousand domains have a few records, which include the same few. */
interface Counted {
  readonly inside: WeakMap<KnownSpf, readonly SpfTermCost[]>;
  readonly whole: WeakMap<Spf, SpfBudget>;
}

const countedIn = once(
  (_zones: readonly Zone[]): Counted => ({ inside: new WeakMap(), whole: new WeakMap() }),
);

/** The budget of a record. For a name that the run publishes, that record counts; for others, the snapshot. */
export function budgetOf(zones: readonly Zone[], zone: Zone, { record, spf }: SpfRecord): SpfBudget {
  const counted = countedIn(zones);
  const known = counted.whole.get(spf);
  if (known !== undefined) return known;
  const budget = spfBudget(spf.terms, record.name, {
    memory: counted.inside,
    find: (name) => publishedAt(zones, zone, name) ?? lookUp(name),
    isVoid: (term, owner) => isVoid(zones, zone, term, owner),
  });
  if (isSameEverywhere(budget)) counted.whole.set(spf, budget);
  return budget;
}

/** The records that the run publishes, by name; the first of two at one name, as in `spfAt`. */
export const publishedSpf = once((zones: readonly Zone[]): ReadonlyMap<Name, Spf> => {
  const all = new Map<Name, Spf>();
  for (const zone of zones) {
    for (const { record, spf } of textRecords(zone).spf) if (!all.has(record.name)) all.set(record.name, spf);
  }
  return all;
});

/** The names that a record includes or redirects to, without those that contain macros. */
export const spfTargets = once((spf: Spf): readonly SpfTarget[] =>
  evaluatedTerms(spf).flatMap((term) =>
    (term.name === "include" || term.name === "redirect") && !term.domain.includes("%")
      ? [{ term, name: absolute(term.domain) }]
      : [],
  ),
);

export interface SpfTarget {
  readonly term: SpfTerm & { readonly domain: string };
  readonly name: Name;
}

/** The record that the run publishes at the name: in the same zone if there is one, otherwise in any. */
export function publishedAt(zones: readonly Zone[], near: Zone, name: Name): Spf | undefined {
  const some = publishedSpf(zones).get(name);
  return some === undefined ? undefined : (spfAt(near, name)[0]?.spf ?? some);
}

/**
 * Whether the model has the name that an `a` or `mx` asks for, but without such records. A mail domain's web site is
 * often managed elsewhere, so nothing is known about its addresses.
 */
function isVoid(zones: readonly Zone[], near: Zone, term: SpfTerm, owner: Name): boolean {
  if ((term.name !== "a" && term.name !== "mx") || term.domain?.includes("%")) return false;
  const name = term.domain === undefined ? owner : absolute(term.domain);
  const zone = zoneIndex(zones).zoneOf(name, near);
  const rrsets = zone?.owners.get(name);
  if (zone === undefined || rrsets === undefined || zone.external.has(name)) return false;
  if (term.name === "a" && isMailDomain(zone, name)) return false;
  const wanted: readonly string[] = term.name === "mx" ? ["MX", "CNAME"] : ["A", "AAAA", "CNAME"];
  return !rrsets.some(({ type }) => wanted.includes(type));
}

/** A record that takes many lookups, or several that find nothing. */
export interface CostlyRecord extends DomainBudget {
  readonly zone: Zone;
}

/** Beyond this, the next sender that is added may break a record. */
export const CLOSE = 8;

/**
 * Lookups that an unknown record is assumed to take besides the include itself: of 59 services in the snapshot whose
 * records are known (2026-11-29), 50 take no more.
 */
const LIKELY_INSIDE = 2;

/** The names that the record itself includes and of which nothing is known. What a service includes is a part of its own. */
export function unknownIn({ terms }: SpfBudget): readonly string[] {
  return terms.flatMap(({ term, known, isLoop }) =>
    (term.name === "include" || term.name === "redirect") &&
    known === undefined &&
    !isLoop &&
    !term.domain.includes("%")
      ? [term.domain]
      : [],
  );
}

/** Whether the record probably takes more lookups than receivers make, though those that are known for sure are not too many. */
export const mayPass = (budget: SpfBudget): boolean =>
  budget.lookups <= MOST_LOOKUPS && budget.sure + LIKELY_INSIDE * unknownIn(budget).length > MOST_LOOKUPS;

/** The records with more than 8 lookups, with perhaps more than 10, or with more than 2 void ones. */
export const costlyRecords = once((zones: readonly Zone[]): readonly CostlyRecord[] =>
  zones.flatMap((zone) =>
    textRecords(zone).spf.flatMap((found) => {
      if (isCheap(found.spf)) return [];
      const budget = budgetOf(zones, zone, found);
      return budget.lookups > CLOSE || mayPass(budget) || budget.voids > MOST_VOIDS
        ? [{ zone, found, budget }]
        : [];
    }),
  ),
);

/** Whether no count is needed: the record includes nothing and takes hardly any lookups. */
function isCheap({ terms }: Spf): boolean {
  let lookups = 0;
  for (const term of terms) {
    if (term.name === "include" || term.name === "redirect") return false;
    if (isLookup(term)) lookups++;
  }
  return lookups <= MOST_VOIDS;
}

/** A record of a domain and what evaluating it costs. */
export interface DomainBudget {
  readonly found: SpfRecord;
  readonly budget: SpfBudget;
}

/** The SPF records that a domain has, each with its budget. */
export function domainBudgets(zones: readonly Zone[], zone: Zone, domain: Domain): DomainBudget[] {
  const own = new Set(domain.records.map(({ origin }) => origin));
  return textRecords(zone)
    .spf.filter(({ record }) => own.has(record.origin))
    .map((found) => ({ found, budget: budgetOf(zones, zone, found) }));
}

/** The preset of the domain that asks for the term at `owner`. */
export function presetOf(domain: Domain | undefined, owner: Name, term: SpfTerm): string | undefined {
  const text = printTerm(term).toLowerCase();
  // other owner names in presets contain parameters: `{sending_name}`
  const isAtDomain = owner === domain?.spec.domain;
  return domain?.presets.find(({ records }) =>
    records.some(
      (record) =>
        record.type === "SPF" &&
        (record.name === "@") === isAtDomain &&
        record.terms.some((one) => one.toLowerCase() === text),
    ),
  )?.askedFor;
}
