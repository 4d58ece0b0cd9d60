import { MOST_LOOKUPS, type SpfTermCost } from "../../mail/spf-budget.ts";
import { printTerm } from "../../mail/spf-term.ts";
import { domainOf, ofRecord } from "../../view/origin.ts";
import { CLOSE, type CostlyRecord, costlyRecords, presetOf } from "../../view/spf-budgets.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck, Reported } from "../check.ts";
import { example } from "../example.ts";

/** The part of a message that the terms may take. */
const MOST_TEXT = 230;
const MOST_TERM = 60;
/** Terms that a help line proposes to drop. */
const MOST_DROPS = 3;

export const spfLookupsStatic: FleetCheck = {
  id: "spf-lookups-static",
  severity: "error",
  rule: "Evaluating an SPF record takes at most 10 DNS lookups, those in what it includes counted; beyond that receivers answer permerror.",
  source: "RFC 7208 §4.6.4",
  explanation: {
    why: "Each include, a, mx, ptr, exists and redirect is a query, also those in included records; services change theirs without notice, so more than 8 is a warning. What services include is taken from a snapshot that `mailzone spf` shows; a record that nobody has seen counts as one query, and one that is in doubt makes no error.",
    effect:
      "SPF is a permerror for mail that no term before the eleventh matches, and DMARC is left with DKIM alone.",
    fix: "Take out senders that are no longer used, give one a sub-domain of its own, or write a and mx as ip4 and ip6.",
    fails: example(
      "mode: send-only",
      `spf: {include: [mailgun.org, secureserver.net, sendgrid.net], mx: [a.example.net]}`,
    ),
    passes: example("mode: send-only", "spf: {include: [mailgun.org, sendgrid.net]}"),
  },
  checkFleet(zones, report) {
    for (const costly of costlyRecords(zones)) for (const reported of judge(costly)) report(reported);
  },
};

function* judge({ zone, found: { record }, budget }: CostlyRecord): Generator<Reported> {
  const { lookups, sure, isWhole, terms } = budget;
  // what is in doubt gives a warning, and only where the limit is passed
  if (sure <= CLOSE && lookups <= MOST_LOOKUPS) return;
  const isOver = lookups > MOST_LOOKUPS;
  const domain = domainOf(zone, record);
  const shown = byCost(terms).map((cost): Shown => {
    const text = printTerm(cost.term);
    const short = text.length > MOST_TERM ? `${text.slice(0, MOST_TERM - 3)}...` : text;
    const preset = presetOf(domain, record.name, cost.term);
    return { text: preset === undefined ? short : `${preset} (${short})`, lookups: cost.lookups };
  });
  const doubted = inDoubt(terms).slice(0, 2);
  const counting = doubted.length === 0 ? "" : `, counting ${listed(doubted)}`;
  const outcome = isOver
    ? `receivers stop after ${MOST_LOOKUPS} and answer permerror`
    : `more than ${MOST_LOOKUPS} is a permerror`;
  const goal = isOver ? `save ${lookups - MOST_LOOKUPS} or more` : "make room before another sender is added";
  yield {
    severity: sure > MOST_LOOKUPS ? "error" : "warning",
    message: `the SPF record of ${shownName(record.name)} takes ${isWhole ? "" : "at least "}${lookups} DNS lookups${counting}: ${costs(shown)}; ${outcome}`,
    help: `${goal}: ${savings(shown)}; or give a sender a sub-domain of its own, or write a and mx as ip4 and ip6`,
    ...ofRecord(zone, record),
  };
}

/** A term with the preset that asks for it, as messages show it. */
interface Shown {
  readonly text: string;
  readonly lookups: number;
}

/** `sendgrid (include:sendgrid.net) 2, mx 1`; the last of many as a sum. */
function costs(shown: readonly Shown[]): string {
  const parts: string[] = [];
  let length = 0;
  for (const { text, lookups } of shown) {
    const part = `${text} ${lookups}`;
    length += part.length + 2;
    if (length > MOST_TEXT) break;
    parts.push(part);
  }
  const rest = shown.slice(parts.length);
  if (rest.length > 0) {
    const sum = rest.reduce((all, { lookups }) => all + lookups, 0);
    parts.push(`${rest.length} more ${sum}`);
  }
  return parts.join(", ");
}

/** What dropping the costliest terms saves, each alone. */
function savings(shown: readonly Shown[]): string {
  const [first, ...more] = shown.filter(({ lookups }) => lookups > 1).slice(0, MOST_DROPS);
  if (first === undefined) return "drop senders that are no longer used (each term saves 1)";
  return [
    `dropping ${first.text} saves ${first.lookups}`,
    ...more.map(({ text, lookups }) => `${text} ${lookups}`),
  ].join(", ");
}

/** Names whose records may be others today; those inside such a record are not told again. */
function inDoubt(terms: readonly SpfTermCost[]): string[] {
  return terms.flatMap(({ term, known, lookups, inside }) => {
    if (known?.doubt === undefined) return inDoubt(inside);
    if (lookups === 1 || !("domain" in term)) return [];
    return [`${term.domain} as ${known.seen === undefined ? "it was" : `seen in ${known.seen}`}`];
  });
}

const byCost = (terms: readonly SpfTermCost[]): readonly SpfTermCost[] =>
  [...terms].sort((a, b) => b.lookups - a.lookups);
