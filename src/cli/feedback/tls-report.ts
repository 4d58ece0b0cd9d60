/** `mailzone tlsrpt report`: which connections to the domains' mail servers failed, why, and what to do about it. */
import { collect } from "../../feedback/collect.ts";
import { ManagedDomains } from "../../feedback/managed-domains.ts";
import { tlsFailures } from "../../feedback/tls/tls-advice.ts";
import { tlsReports } from "../../feedback/tls/tls-reports.ts";
import { TlsTally } from "../../feedback/tls/tls-tally.ts";
import { type TlsFigures, tlsReportJson } from "../../report/tls-report-json.ts";
import { printTlsReport, tlsReportLine } from "../../report/tls-report-text.ts";
import { whileWaiting } from "../progress.ts";
import { managedZones } from "./managed-zones.ts";
import { onlyReported } from "./only-reported.ts";
import { printReports, type ReportOptions } from "./print-reports.ts";
import { openReports, refuseNone } from "./report-files.ts";

/** @throws CannotRun when the paths or the options cannot be used, or hold no report */
export async function tlsReport(paths: readonly string[], options: ReportOptions): Promise<void> {
  const files = openReports(paths);
  const managed = new ManagedDomains(managedZones(options.specs, options));
  const tally = new TlsTally(managed);
  const collected = await whileWaiting("reading reports", (shown) =>
    collect(files(shown), tlsReports, (report) => tally.add(report)),
  );
  refuseNone(collected, "TLS report", paths);
  const { tallies, unreported } = onlyReported(tally.finish(), managed, options.only);
  const figures: TlsFigures = { collected, tallies, unreported };
  printReports([...collected.findings, ...tallies.flatMap(tlsFailures)], options, {
    json: (shown, all) => tlsReportJson(figures, shown, all),
    tables: () => printTlsReport(figures),
    line: () => tlsReportLine(figures),
  });
}
