/** DMARC aggregate reports as a kind of report that files may have. */
import type { ReportKind } from "../collect.ts";
import type { AggregateReport } from "./aggregate-report.ts";
import { readAggregate } from "./read-aggregate.ts";

export const aggregateReports: ReportKind<AggregateReport> = {
  form: "xml",
  read: readAggregate,
  // some senders number their reports by domain or by day (RFC 9990 §3.5 wants the ID to be unique)
  identity: ({ organization, id, begin, policies: [policy] }) =>
    id === undefined
      ? undefined
      : JSON.stringify([organization.toLowerCase(), id, begin ?? null, policy?.domain ?? null]),
  faults: ({ faultyRows, rows }, at, name) =>
    faultyRows === 0
      ? []
      : [
          {
            code: "feedback-row",
            severity: "warning",
            message: `${faultyRows} of ${faultyRows + rows.length} rows of ${name} have no address, count or domain, and are in no figure`,
            ...at,
          },
        ],
};
