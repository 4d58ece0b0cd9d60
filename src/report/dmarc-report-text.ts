/** What aggregate reports say, as text for people: a table of sources for each domain, then how many messages the next policy loses. */
import { collectedLine } from "../feedback/collect.ts";
import { isExpected } from "../feedback/dmarc/known-senders.ts";
import { fate, percent, rungOf } from "../feedback/dmarc/ladder.ts";
import type { DomainTally, SourceTally } from "../feedback/dmarc/tally.ts";
import { firstOf, listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { counted, visible } from "../words/text.ts";
import { columns } from "./columns.ts";
import type { DmarcFigures } from "./dmarc-report-json.ts";
import { MOST_DOMAINS, MOST_NAMES, reportedBy } from "./reports-read.ts";

/** How many sources of a domain are shown; JSON has all. */
const MOST_SOURCES = 20;

export function printDmarcReport({ tallies, unreported, except }: DmarcFigures): string {
  const shown = tallies.slice(0, MOST_DOMAINS).map((tally) => printDomain(tally, except));
  const rest = tallies.length - shown.length;
  return [
    ...shown,
    ...(rest > 0 ? [`${counted(rest, "more domain")}: --format json shows all, --only DOMAIN one\n\n`] : []),
    ...(unreported.length > 0
      ? [`no report about ${listed(firstOf(unreported.map(shownName), MOST_NAMES))}\n\n`]
      : []),
  ].join("");
}

function printDomain(tally: DomainTally, except: ReadonlySet<string>): string {
  const { policy, next, messages, lost, delivered } = rungOf(tally, except);
  const head = ["source", "in the spec", "messages", "pass", "DKIM", "SPF", `lost at p=${next}`];
  const rows = tally.sources.slice(0, MOST_SOURCES).map((one) => sourceRow(one, tally, except));
  const rest = tally.sources.length - rows.length;
  return [
    `${visible(shownName(tally.domain))}: p=${policy ?? "unknown"}, ${reportedBy(tally)}\n`,
    columns([head, ...rows]),
    ...(rest > 0 ? [`  ${counted(rest, "more source")}: --format json shows all\n`] : []),
    delivered === undefined
      ? "  no message counts\n"
      : `  at p=${next}, ${percent(delivered)} of ${counted(messages, "message")} would be delivered, ${lost} ${fate(next)}\n`,
    "\n",
  ].join("");
}

function sourceRow(
  { source, messages, passing, dkim, spf, spared, lost }: SourceTally,
  { managed }: DomainTally,
  except: ReadonlySet<string>,
): readonly string[] {
  const known = isExpected(source, managed) ? "yes" : "no";
  return [
    visible(source.kind === "own" ? "own servers and keys" : source.name),
    except.has(source.name) ? "not yours" : known,
    String(messages),
    percent((passing / Math.max(messages, 1)) * 100),
    String(dkim),
    String(spf),
    except.has(source.name) ? "-" : `${lost}${spared > 0 ? ` (${spared} more by exception)` : ""}`,
  ];
}

/** `12 reports, 1 duplicate not counted; 4321 messages of 2 domains, 99.1% of which pass`. */
export function dmarcReportLine({ collected, tallies, except }: DmarcFigures): string {
  const rungs = tallies.map((tally) => rungOf(tally, except));
  const messages = rungs.reduce((sum, one) => sum + one.messages, 0);
  const passing = rungs.reduce((sum, one) => sum + one.passing, 0);
  const share = messages === 0 ? "" : `, ${percent((passing / messages) * 100)} of which pass`;
  if (tallies.length === 0) return `${collectedLine(collected)}\n`;
  return `${collectedLine(collected)}; ${counted(messages, "message")} of ${counted(tallies.length, "domain")}${share}\n`;
}
