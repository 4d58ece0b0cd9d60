/** What TLS reports say, as text for people: for each domain how many connections failed, and in which ways. */
import { collectedLine } from "../feedback/collect.ts";
import { percent } from "../feedback/dmarc/ladder.ts";
import type { TlsDomainTally, TlsFailureTally } from "../feedback/tls/tls-tally.ts";
import { firstOf, listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { counted, visible } from "../words/text.ts";
import { columns } from "./columns.ts";
import { MOST_DOMAINS, MOST_NAMES, reportedBy } from "./reports-read.ts";
import type { TlsFigures } from "./tls-report-json.ts";

/** How many ways to fail are shown of a domain; JSON has all. */
const MOST_FAILURES = 20;

export function printTlsReport({ tallies, unreported }: TlsFigures): string {
  const rest = tallies.length - MOST_DOMAINS;
  return [
    ...tallies.slice(0, MOST_DOMAINS).map(printDomain),
    ...(rest > 0 ? [`${counted(rest, "more domain")}: --format json shows all, --only DOMAIN one\n\n`] : []),
    ...(unreported.length > 0
      ? [`no report about ${listed(firstOf(unreported.map(shownName), MOST_NAMES))}\n\n`]
      : []),
  ].join("");
}

function printDomain(tally: TlsDomainTally): string {
  const { domain, successful, failed, failures } = tally;
  const rows = failures.slice(0, MOST_FAILURES).map(failureRow);
  const rest = failures.length - rows.length;
  return [
    `${visible(shownName(domain))}: ${reportedBy(tally)}\n`,
    `  ${counted(successful + failed, "connection")}, ${shareOf(successful, failed)}\n`,
    ...(rows.length > 0 ? [columns([["failed", "result", "host", "policy", "delivered"], ...rows])] : []),
    ...(rest > 0 ? [`  ${counted(rest, "more result")}: --format json shows all\n`] : []),
    "\n",
  ].join("");
}

const failureRow = ({ sessions, result, host, policy, isDelivered }: TlsFailureTally): readonly string[] => [
  String(sessions),
  result,
  host === undefined ? "-" : visible(shownName(host)),
  policy,
  isDelivered ? "yes" : "no",
];

const shareOf = (successful: number, failed: number): string =>
  successful + failed === 0
    ? "none successful"
    : `${percent((successful / (successful + failed)) * 100)} successful`;

/** `3 reports; 1200 connections to 2 domains, 99.8% successful`. */
export function tlsReportLine({ collected, tallies }: TlsFigures): string {
  const sum = (key: "successful" | "failed"): number => tallies.reduce((total, one) => total + one[key], 0);
  const [successful, failed] = [sum("successful"), sum("failed")];
  if (tallies.length === 0) return `${collectedLine(collected)}\n`;
  return `${collectedLine(collected)}; ${counted(successful + failed, "connection")} to ${counted(tallies.length, "domain")}, ${shareOf(successful, failed)}\n`;
}
