/** What TLS reports say, as JSON; the zod schema is the contract, and `schema/` is generated from it. */
import { z } from "zod";
import type { Collected } from "../feedback/collect.ts";
import { TLS_POLICIES, TLS_RESULTS } from "../feedback/tls/tls-report.ts";
import type { TlsDomainTally } from "../feedback/tls/tls-tally.ts";
import type { Finding } from "../finding.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { findingDocument, findingJson } from "./json.ts";
import { collectedDocument, collectedJson, isoTime, reportTime } from "./reports-read.ts";

const sessions = z.int().describe("Number of connections");

export const tlsReportDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  reports: collectedDocument,
  domains: z
    .array(
      z.strictObject({
        domain: z.string().describe("The domain whose policy it is, without final dot"),
        spec: z.string().nullable().describe("The file of its spec; null if no spec has it"),
        reports: z.int().describe("Reports about the domain"),
        receivers: z.array(z.string()).describe("The organizations that sent them"),
        begin: reportTime,
        end: reportTime,
        successful: sessions,
        failed: sessions,
        failures: z
          .array(
            z.strictObject({
              result: z.enum(TLS_RESULTS).describe("RFC 8460 §4.3; any other counts as validation-failure"),
              host: z.string().nullable().describe("The MX host; null if the reports name none"),
              policy: z.enum(TLS_POLICIES).describe("The policy that the sender applied"),
              delivered: z
                .boolean()
                .describe("Whether senders deliver all the same: MTA-STS in testing, or no policy"),
              sessions,
              addresses: z.array(z.string()).describe("Addresses of the mail server"),
            }),
          )
          .describe("Most connections first"),
      }),
    )
    .describe("By name"),
  unreported: z.array(z.string()).describe("Mail domains of the specs that no report is about"),
  findings: z.array(findingDocument).describe("Sorted by file, line, column and code"),
  summary: z
    .strictObject({
      domains: z.int().describe("Domains in reports"),
      successful: sessions,
      failed: sessions,
      errors: z.int().describe("Findings of severity error"),
      warnings: z.int().describe("Findings of severity warning"),
    })
    .describe("Counts"),
});

/** What the figures of a command are about. */
export interface TlsFigures {
  readonly collected: Collected;
  readonly tallies: readonly TlsDomainTally[];
  readonly unreported: readonly Name[];
}

/** `shown` are the findings to print; the summary counts all of them. */
export function tlsReportJson(
  { collected, tallies, unreported }: TlsFigures,
  shown: readonly Finding[],
  all: readonly Finding[],
): z.infer<typeof tlsReportDocument> {
  const sum = (key: "successful" | "failed"): number => tallies.reduce((total, one) => total + one[key], 0);
  const count = (severity: Finding["severity"]): number =>
    all.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    reports: collectedJson(collected),
    domains: tallies.map((tally) => ({
      domain: withoutDot(tally.domain),
      spec: tally.managed?.domain.spec.place.file ?? null,
      reports: tally.reports,
      receivers: [...tally.receivers].sort(),
      begin: isoTime(tally.begin),
      end: isoTime(tally.end),
      successful: tally.successful,
      failed: tally.failed,
      failures: tally.failures.map(({ result, host, policy, isDelivered, sessions: number, addresses }) => ({
        result,
        host: host === undefined ? null : withoutDot(host),
        policy,
        delivered: isDelivered,
        sessions: number,
        addresses: [...addresses].sort(),
      })),
    })),
    unreported: unreported.map(withoutDot),
    findings: shown.map(findingJson),
    summary: {
      domains: tallies.length,
      successful: sum("successful"),
      failed: sum("failed"),
      errors: count("error"),
      warnings: count("warning"),
    },
  };
}
