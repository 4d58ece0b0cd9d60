/** What a document of `mailzone dmarc report` says of each mail domain. */
import type { z } from "zod";
import { fate, percent } from "../../feedback/dmarc/ladder.ts";
import { counted } from "../../words/text.ts";
import type { dmarcReportDocument } from "../dmarc-report-json.ts";
import { reportedBy } from "../reports-read.ts";
import type { PageValue } from "./page-data.ts";

export type DmarcReportDocument = z.infer<typeof dmarcReportDocument>;
type Figures = DmarcReportDocument["domains"][number];

/** What receivers saw of a domain's mail. */
export interface Reported {
  readonly outcome: keyof typeof REPORT_VALUES;
  /** In one line: the policy, who reported, and how much passes and would be lost. */
  readonly said: string;
  readonly sources: readonly Source[];
  /** The heading of what a source loses. */
  readonly lost: string;
}

/** Who sent, whether the spec has it, how much, what of it passes, and what the next policy would lose. */
type Source = readonly [name: string, known: string, messages: string, passing: string, lost: string];

/** By what the next policy would lose, in the order of the page. */
export const REPORT_VALUES = {
  much: { label: "5% or more lost", tone: "bad" },
  some: { label: "less than 5% lost", tone: "weak" },
  little: { label: "less than 0.5% lost", tone: "good" },
  none: { label: "nothing lost", tone: "good" },
  unreported: { label: "no reports", tone: "plain" },
} as const satisfies Readonly<Record<string, PageValue>>;

/** By domain, in A-labels without final dot. */
export const reportedDomains = ({ domains }: DmarcReportDocument): ReadonlyMap<string, Reported> =>
  new Map(domains.map((one) => [one.domain, reported(one)]));

/** So many sources of a domain are in the page. */
const MOST_SOURCES = 20;

function reported(figures: Figures): Reported {
  const { next, delivered, sources } = figures;
  const rest = sources.length - MOST_SOURCES;
  return {
    outcome: outcomeOf(delivered),
    said: saidOf(figures),
    sources: [
      ...sources.slice(0, MOST_SOURCES).map(sourceOf),
      ...(rest > 0 ? [[counted(rest, "more source"), "", "", "", ""] as const] : []),
    ],
    lost: `Lost at p=${next}`,
  };
}

function outcomeOf(delivered: number | null): Reported["outcome"] {
  if (delivered === null) return "unreported";
  if (delivered === 100) return "none";
  return delivered > 99.5 ? "little" : delivered > 95 ? "some" : "much";
}

function saidOf({ policy, next, messages, passing, lost, delivered, ...who }: Figures): string {
  const seconds = (time: string | null) => (time === null ? undefined : Date.parse(time) / 1000);
  const by = reportedBy({
    reports: who.reports,
    receivers: new Set(who.receivers),
    begin: seconds(who.begin),
    end: seconds(who.end),
  });
  const share =
    delivered === null
      ? "no message counts"
      : `${shareOf(passing, messages)} of ${counted(messages, "message")} pass; at p=${next}, ${percent(delivered)} would be delivered, ${lost} ${fate(next)}`;
  return `p=${policy ?? "unknown"}, ${by}: ${share}`;
}

const sourceOf = ({
  source,
  kind,
  known,
  excepted,
  messages,
  passing,
  lost,
}: Figures["sources"][number]): Source => [
  kind === "own" ? "own servers and keys" : source,
  excepted ? "not yours" : known ? "yes" : "no",
  String(messages),
  shareOf(passing, messages),
  excepted ? "-" : String(lost),
];

const shareOf = (part: number, all: number): string => percent((part / Math.max(all, 1)) * 100);
