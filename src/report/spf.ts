/** SPF budgets as text for people, and as JSON. */
import { z } from "zod";
import { MOST_LOOKUPS, type SpfTermCost } from "../mail/spf-budget.ts";
import { printTerm } from "../mail/spf-term.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import { type DomainBudget, domainBudgets, presetOf } from "../view/spf-budgets.ts";
import { visible } from "../words/text.ts";
import { toUnicode, withoutDot } from "../zone/name.ts";
import { textLength } from "../zone/txt.ts";
import { columns } from "./columns.ts";

const cost = {
  lookups: z.int().describe("Terms that need a DNS query, worst case"),
  atLeast: z.boolean().describe("Whether unknown records may add more"),
  sure: z.int().describe("Confirmed lookups: those left if possibly outdated records included nothing"),
  voids: z.int().describe("Queries known to find nothing"),
};

const term = z.strictObject({
  term: z.string().describe("The mechanism or modifier, as it is published"),
  preset: z.string().nullable().describe("The preset that publishes it"),
  ...cost,
  service: z.string().nullable().describe("Whose record it leads to"),
  seen: z.string().nullable().describe("When that record was last seen: day, month or year"),
  doubt: z.string().nullable().describe("Why that record may be outdated"),
  loop: z.boolean().describe("Whether it leads back to a record above it"),
  get terms(): z.ZodArray<z.ZodType<TermJson>> {
    return z.array(term).describe("The terms of the record that it leads to");
  },
});

interface TermJson {
  term: string;
  preset: string | null;
  lookups: number;
  atLeast: boolean;
  sure: number;
  voids: number;
  service: string | null;
  seen: string | null;
  doubt: string | null;
  loop: boolean;
  terms: TermJson[];
}

export const spfDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  limit: z.int().describe("The maximum number of lookups that receivers make (RFC 7208 §4.6.4)"),
  domains: z
    .array(
      z.strictObject({
        domain: z.string().describe("The mail domain, in A-labels, without final dot"),
        records: z
          .array(
            z.strictObject({
              name: z.string().describe("Owner, absolute"),
              text: z.string().describe("The record as it is published"),
              octets: z.int().describe("Its length"),
              ...cost,
              terms: z.array(term).describe("The terms that need a query"),
            }),
          )
          .describe("Its SPF records, including those of names below it"),
      }),
    )
    .describe("Each domain once, whatever clouds it is on"),
});

/** Every domain once, whatever clouds it is on, with its SPF records. */
function domainsOf(zones: readonly Zone[]): ReadonlyMap<Domain, readonly DomainBudget[]> {
  const domains = new Map<Domain, readonly DomainBudget[]>();
  for (const zone of zones) {
    for (const { domain } of zone.domains) {
      if (!domains.has(domain)) domains.set(domain, domainBudgets(zones, zone, domain));
    }
  }
  return domains;
}

export function spfJson(zones: readonly Zone[]): z.infer<typeof spfDocument> {
  return {
    version: 1,
    limit: MOST_LOOKUPS,
    domains: [...domainsOf(zones)].map(([domain, budgets]) => ({
      domain: withoutDot(domain.spec.domain),
      records: budgets.map(({ found, budget: { lookups, isWhole, sure, voids, terms } }) => ({
        name: found.record.name,
        text: found.text,
        octets: textLength(found.text),
        lookups,
        atLeast: !isWhole,
        sure,
        voids,
        terms: terms.map((one) => termJson(one, presetOf(domain, found.record.name, one.term))),
      })),
    })),
  };
}

function termJson(one: SpfTermCost, preset?: string): TermJson {
  return {
    term: printTerm(one.term),
    preset: preset ?? null,
    lookups: one.lookups,
    atLeast: !one.isWhole,
    sure: one.sure,
    voids: one.voids,
    service: one.known?.service ?? null,
    seen: one.known?.seen ?? null,
    doubt: one.known?.doubt ?? null,
    loop: one.isLoop,
    terms: one.inside.map((inner) => termJson(inner)),
  };
}

/** One line per record, then the terms that need a query, as a tree. */
export function printSpf(zones: readonly Zone[]): string {
  return [...domainsOf(zones)]
    .map(([domain, budgets]) =>
      budgets.length === 0
        ? `${visible(toUnicode(domain.spec.domain))}: no SPF record\n`
        : budgets.map((budget) => printBudget(budget, domain)).join(""),
    )
    .join("\n");
}

function printBudget({ found, budget }: DomainBudget, domain: Domain): string {
  const { lookups, sure, isWhole, terms } = budget;
  const dates = terms.flatMap(datesInDoubt).sort();
  const doubt =
    sure < lookups
      ? ` (${sure} confirmed; ${lookups - sure} from data ${lastSeen(dates[0], dates.at(-1))}possibly outdated)`
      : "";
  const count = `${isWhole ? "" : "at least "}${lookups} of ${MOST_LOOKUPS} lookups${doubt}`;
  const notes = [...(lookups > MOST_LOOKUPS ? ["too many"] : []), `${textLength(found.text)} octets`];
  const rows = terms.flatMap((one) => treeRows(one, 0, presetOf(domain, found.record.name, one.term)));
  return `${visible(toUnicode(found.record.name))}: ${[count, ...notes].join(", ")}\n${columns(rows)}`;
}

/** When the possibly outdated records were last seen: days, months or years. */
const datesInDoubt = ({ known, inside }: SpfTermCost): string[] => [
  ...(known?.doubt !== undefined && known.seen !== undefined ? [known.seen] : []),
  ...inside.flatMap(datesInDoubt),
];

const lastSeen = (first: string | undefined, last: string | undefined): string =>
  first === last ? `last seen in ${first}, ` : `last seen from ${first} to ${last}, `;

function treeRows(one: SpfTermCost, depth: number, preset?: string): string[][] {
  const { known, isLoop, isVoid, inside } = one;
  const leads = one.term.name === "include" || one.term.name === "redirect";
  const notes = [
    preset,
    isLoop ? "leads back to a record above" : undefined,
    isVoid ? "finds nothing" : undefined,
    leads && !isLoop && known === undefined ? "what it includes is unknown" : undefined,
    known?.seen === undefined
      ? undefined
      : `last seen ${known.seen}${known.doubt === undefined ? "" : ", possibly outdated"}`,
  ].filter((note) => note !== undefined);
  const row = [`${"  ".repeat(depth)}${printTerm(one.term)}`, String(one.lookups), notes.join("; ")];
  return [row, ...inside.flatMap((inner) => treeRows(inner, depth + 1))];
}
