import { MOST_LOOKUPS, type SpfTermCost } from "../../mail/spf-budget.ts";
import { printTerm } from "../../mail/spf-term.ts";
import type { Domain } from "../../preset/domain.ts";
import {
  CLOSE,
  type CostlyRecord,
  costlyRecords,
  mayPass,
  presetOf,
  unknownIn,
} from "../../view/spf-budgets.ts";
import { atRecord, domainOf } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck, Reported } from "../check.ts";
import { example } from "../example.ts";

/** Most characters of a message that the terms may take. */
const MOST_TEXT = 230;
const MOST_TERM = 60;
/** Most terms that the help suggests to drop. */
const MOST_DROPS = 3;

export const spfLookupsStatic: FleetCheck = {
  id: "spf-lookups-static",
  severity: "error",
  rule: "Evaluating an SPF record takes at most 10 DNS lookups, including those of the records that it includes; beyond that, receivers return permerror.",
  source: "RFC 7208 §4.6.4",
  explanation: {
    why: "Each include, a, mx, ptr, exists and redirect is a lookup, in included records too. Services change their records without notice, so more than 8 is a warning. What services include comes from a snapshot that `mailzone spf` shows. A record that is not in the snapshot counts as one lookup, is a warning if two more for each could be too many, and one that may be outdated never causes an error.",
    effect:
      "Mail that no term matches before the eleventh lookup gets permerror, and DMARC can only use DKIM.",
    fix: "Remove senders that are no longer used, give a sender its own subdomain, or write a and mx as ip4 and ip6.",
    fails: example(
      "mode: send-only",
      `spf: {include: [mailgun.org, secureserver.net, sendgrid.net], mx: [a.example.net]}`,
    ),
    passes: example("mode: send-only", "spf: {include: [mailgun.org, sendgrid.net]}"),
  },
  checkFleet(zones, report) {
    for (const costly of costlyRecords(zones)) for (const reported of overBudget(costly)) report(reported);
  },
};

function* overBudget({ zone, found: { record }, budget }: CostlyRecord): Generator<Reported> {
  const { lookups, sure, isWhole, terms } = budget;
  const isPassing = mayPass(budget);
  // lookups in doubt cause only a warning, and only above the limit
  if (sure <= CLOSE && lookups <= MOST_LOOKUPS && !isPassing) return;
  const isOver = lookups > MOST_LOOKUPS;
  const domain = domainOf(zone, record);
  const shown = byCost(terms).map((cost): Shown => {
    const text = printTerm(cost.term);
    const short = text.length > MOST_TERM ? `${text.slice(0, MOST_TERM - 3)}...` : text;
    const preset = presetOf(domain, record.name, cost.term);
    return {
      ...(preset !== undefined && { preset }),
      text: preset === undefined ? short : `${preset} (${short})`,
      lookups: cost.lookups,
    };
  });
  const needed = record.name === domain?.spec.domain ? bothProviders(domain) : [];
  const meanwhile =
    needed.length === 0 ? "" : ` until phase finish, which ends the terms of one of ${listed(needed)}`;
  const droppable = shown.filter(({ preset = "" }) => !needed.includes(preset));
  const doubted = inDoubt(terms).slice(0, 2);
  const counting = doubted.length === 0 ? "" : `, counting ${listed(doubted)}`;
  const outcome = isOver
    ? `receivers stop after ${MOST_LOOKUPS} and return permerror`
    : `${isPassing ? whatIsUnknown(unknownIn(budget)) : ""}more than ${MOST_LOOKUPS} is a permerror`;
  const goal = isOver ? `save ${lookups - MOST_LOOKUPS} or more` : "make room before you add another sender";
  yield {
    severity: sure > MOST_LOOKUPS ? "error" : "warning",
    message: `the SPF record of ${shownName(record.name)} takes ${isWhole ? "" : "at least "}${lookups} DNS lookups${counting}: ${costs(shown)}; ${outcome}`,
    help: `${goal}${meanwhile}: ${savings(droppable)}; or give a sender its own subdomain, or write a and mx as ip4 and ip6`,
    ...atRecord(zone, record),
  };
}

/** The reason why a count that is not too high is reported. */
function whatIsUnknown(names: readonly string[]): string {
  const shown = names.slice(0, MOST_DROPS);
  const others = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  return `what ${listed([...shown, ...others])} take${names.length > 1 ? "" : "s"} inside is unknown, and `;
}

/** The providers of a migration while both may send: neither's terms can be dropped. */
const bothProviders = ({ spec: { mailbox, standby } }: Domain): readonly string[] =>
  mailbox === undefined || standby === undefined ? [] : [mailbox.id, standby.id];

/** A term as messages show it, with the preset that needs it. */
interface Shown {
  readonly preset?: string;
  readonly text: string;
  readonly lookups: number;
}

/** `sendgrid (include:sendgrid.net) 2, mx 1`. If there are many, the last ones are added up. */
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

/** What dropping each of the costliest terms saves. */
function savings(shown: readonly Shown[]): string {
  const [first, ...more] = shown.filter(({ lookups }) => lookups > 1).slice(0, MOST_DROPS);
  if (first === undefined) return "drop senders that are no longer used (each term saves 1)";
  return [
    `dropping ${first.text} saves ${first.lookups}`,
    ...more.map(({ text, lookups }) => `${text} ${lookups}`),
  ].join(", ");
}

/** Names whose records may have changed. Names inside such a record are not listed again. */
function inDoubt(terms: readonly SpfTermCost[]): string[] {
  return terms.flatMap(({ term, known, lookups, inside }) => {
    if (known?.doubt === undefined) return inDoubt(inside);
    if (lookups === 1 || !("domain" in term)) return [];
    return [`${term.domain} as ${known.seen === undefined ? "last seen" : `seen in ${known.seen}`}`];
  });
}

const byCost = (terms: readonly SpfTermCost[]): readonly SpfTermCost[] =>
  [...terms].sort((a, b) => b.lookups - a.lookups);
