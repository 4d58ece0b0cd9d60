/** What aggregate reports say, as JSON; the zod schema is the contract, and `schema/` is generated from it. */
import { z } from "zod";
import type { Collected } from "../feedback/collect.ts";
import { isExpected } from "../feedback/dmarc/known-senders.ts";
import { rungOf } from "../feedback/dmarc/ladder.ts";
import { byCount, type DomainTally, type SourceTally } from "../feedback/dmarc/tally.ts";
import type { Finding } from "../finding.ts";
import { DMARC_POLICIES } from "../mail/dmarc.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { findingDocument, findingJson } from "./json.ts";
import { collectedDocument, collectedJson, isoTime, reportTime } from "./reports-read.ts";

const messages = z.int().describe("Number of messages");
const source = z.strictObject({
  source: z
    .string()
    .describe("The id of a preset, `own`, an organizational domain, or a network; what --except takes"),
  kind: z
    .enum(["service", "own", "domain", "network"])
    .describe(
      "service: a preset describes it; own: addresses or keys of the spec; domain: whoever authenticates as another domain; network: addresses alone",
    ),
  known: z.boolean().describe("Whether the spec of the domain has it"),
  excepted: z.boolean().describe("Whether --except leaves it out of the figures of the domain"),
  messages,
  passing: messages.describe("Messages that pass DMARC, by DKIM, SPF or both"),
  dkim: messages.describe("Messages whose DKIM passes and aligns"),
  spf: messages.describe("Messages whose SPF passes and aligns"),
  spared: messages.describe("Messages that fail, and were delivered by an exception of the receiver"),
  lost: messages.describe("Messages that fail without such an exception"),
  addresses: z
    .array(z.strictObject({ address: z.string(), messages }))
    .describe("The addresses that sent them, most messages first"),
});

export const dmarcReportDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  reports: collectedDocument,
  domains: z
    .array(
      z.strictObject({
        domain: z
          .string()
          .describe("A mail domain of the specs, else the one whose policy was found; without final dot"),
        spec: z.string().nullable().describe("The file of its spec; null if no spec has it"),
        policy: z
          .enum(DMARC_POLICIES)
          .nullable()
          .describe("What receivers apply by the spec, else by their reports: with t=y one step less"),
        next: z.enum(DMARC_POLICIES).describe("The next policy of the ladder, for which mail counts as lost"),
        reports: z.int().describe("Reports about the domain"),
        receivers: z.array(z.string()).describe("The organizations that sent them"),
        begin: reportTime,
        end: reportTime,
        messages: messages.describe("Messages of all sources that are not excepted"),
        passing: messages,
        lost: messages.describe("Messages that `next` would lose"),
        delivered: z.number().nullable().describe("Percent that are not lost; null without messages"),
        sources: z.array(source).describe("Who sent, most messages first"),
      }),
    )
    .describe("By name"),
  unreported: z.array(z.string()).describe("Mail domains of the specs that no report is about"),
  findings: z.array(findingDocument).describe("Sorted by file, line, column and code"),
  summary: z
    .strictObject({
      domains: z.int().describe("Domains in reports"),
      messages,
      passing: messages,
      lost: messages,
      errors: z.int().describe("Findings of severity error"),
      warnings: z.int().describe("Findings of severity warning"),
    })
    .describe("Counts"),
});

/** What the figures of a command are about. */
export interface DmarcFigures {
  readonly collected: Collected;
  readonly tallies: readonly DomainTally[];
  readonly unreported: readonly Name[];
  /** Names of sources that do not count. */
  readonly except: ReadonlySet<string>;
}

/** `shown` are the findings to print; the summary counts all of them. */
export function dmarcReportJson(
  { collected, tallies, unreported, except }: DmarcFigures,
  shown: readonly Finding[],
  all: readonly Finding[],
): z.infer<typeof dmarcReportDocument> {
  const domains = tallies.map((tally) => domainJson(tally, except));
  const sum = (key: "messages" | "passing" | "lost"): number =>
    domains.reduce((total, one) => total + one[key], 0);
  const count = (severity: Finding["severity"]): number =>
    all.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    reports: collectedJson(collected),
    domains,
    unreported: unreported.map(withoutDot),
    findings: shown.map(findingJson),
    summary: {
      domains: domains.length,
      messages: sum("messages"),
      passing: sum("passing"),
      lost: sum("lost"),
      errors: count("error"),
      warnings: count("warning"),
    },
  };
}

function domainJson(tally: DomainTally, except: ReadonlySet<string>) {
  const { policy, next, messages, passing, lost, delivered } = rungOf(tally, except);
  return {
    domain: withoutDot(tally.domain),
    spec: tally.managed?.domain.spec.place.file ?? null,
    policy: policy ?? null,
    next,
    reports: tally.reports,
    receivers: [...tally.receivers].sort(),
    begin: isoTime(tally.begin),
    end: isoTime(tally.end),
    messages,
    passing,
    lost,
    delivered: delivered ?? null,
    sources: tally.sources.map((one) => sourceJson(one, tally, except)),
  };
}

const sourceJson = (
  { source, messages, passing, dkim, spf, spared, lost, addresses }: SourceTally,
  { managed }: DomainTally,
  except: ReadonlySet<string>,
) => ({
  source: source.name,
  kind: source.kind,
  known: isExpected(source, managed),
  excepted: except.has(source.name),
  messages,
  passing,
  dkim,
  spf,
  spared,
  lost,
  addresses: byCount(addresses).map((address) => ({ address, messages: addresses.get(address) ?? 0 })),
});
