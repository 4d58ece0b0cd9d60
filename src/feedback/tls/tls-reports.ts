/** TLS reports as a kind of report that files may have. */
import type { ReportKind } from "../collect.ts";
import { readTlsReport } from "./read-tls-report.ts";
import type { TlsReport } from "./tls-report.ts";

export const tlsReports: ReportKind<TlsReport> = {
  form: "json",
  read: readTlsReport,
  identity: ({ organization, id, begin, policies: [policy] }) =>
    id === undefined
      ? undefined
      : JSON.stringify([organization.toLowerCase(), id, begin ?? null, policy?.domain ?? null]),
  faults: () => [],
};
