/** `mailzone dmarc report`: who sends mail of the domains, what of it passes, and what the next policy would lose. */
import { collect } from "../../feedback/collect.ts";
import { belowGate, unauthorized, unknownSources } from "../../feedback/dmarc/advice.ts";
import { aggregateReports } from "../../feedback/dmarc/aggregate-reports.ts";
import { KnownSenders } from "../../feedback/dmarc/known-senders.ts";
import { Tally } from "../../feedback/dmarc/tally.ts";
import { ManagedDomains } from "../../feedback/managed-domains.ts";
import { quote } from "../../finding.ts";
import { projectLibrary } from "../../preset/library.ts";
import { type DmarcFigures, dmarcReportJson } from "../../report/dmarc-report-json.ts";
import { dmarcReportLine, printDmarcReport } from "../../report/dmarc-report-text.ts";
import { listed } from "../../words/list.ts";
import { CannotRun } from "../print.ts";
import { whileWaiting } from "../progress.ts";
import { hint } from "../shown.ts";
import { managedZones } from "./managed-zones.ts";
import { onlyReported } from "./only-reported.ts";
import { printReports, type ReportOptions } from "./print-reports.ts";
import { openReports, refuseNone } from "./report-files.ts";

interface Options extends ReportOptions {
  readonly except: readonly string[];
  readonly gate?: string;
}

/** @throws CannotRun when the paths or the options cannot be used, or hold no report */
export async function dmarcReport(paths: readonly string[], options: Options): Promise<void> {
  const gate = gateOf(options.gate);
  const except = new Set(options.except.map((one) => one.trim().toLowerCase()));
  const files = openReports(paths);
  const zones = managedZones(options.specs, options);
  const library = projectLibrary();
  const known = new KnownSenders(zones, library.services);
  const managed = new ManagedDomains(zones);
  const tally = new Tally(managed, known);
  const collected = await whileWaiting("reading reports", (shown) =>
    collect(files(shown), aggregateReports, (report) => tally.add(report)),
  );
  refuseNone(collected, "DMARC aggregate report", paths);
  const { tallies, unreported } = onlyReported(tally.finish(), managed, options.only);
  const unknown = unknownSources(tallies, except);
  if (unknown.length > 0) hint(`--except: no report has mail from ${listed(unknown)}`, options);
  const figures: DmarcFigures = { collected, tallies, unreported, except };
  const findings = [
    ...collected.findings,
    ...tallies.flatMap((one) => unauthorized(one, { known, library, except })),
    ...(gate === undefined ? [] : belowGate(tallies, gate, except)),
  ];
  printReports(findings, options, {
    json: (shown, all) => dmarcReportJson(figures, shown, all),
    tables: () => printDmarcReport(figures),
    line: () => dmarcReportLine(figures),
  });
}

/** A percentage; undefined for none. */
function gateOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d+(?:\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (number <= 100) return number;
  throw new CannotRun(`${quote(text)} is not a percentage for --gate: write one from 0 to 100, such as 99.5`);
}
