/** What the commands that read reports of receivers say alike: what was in the files, who reported, and when. */
import { z } from "zod";
import type { Collected } from "../feedback/collect.ts";
import { firstOf, listed } from "../words/list.ts";
import { counted, shortened, visible } from "../words/text.ts";

export const reportTime = z.string().nullable().describe("ISO 8601 in UTC; null if no report says it");

export const collectedDocument = z
  .strictObject({
    read: z.int().describe("Reports that count"),
    duplicates: z.int().describe("Reports that were there before, and count once"),
    failures: z.int().describe("Reports about single messages, which are not opened"),
    others: z.int().describe("Files and parts of mails that are no such report"),
  })
  .describe("What was in the files");

export const collectedJson = ({
  reports,
  duplicates,
  failures,
  others,
}: Collected): z.infer<typeof collectedDocument> => ({ read: reports, duplicates, failures, others });

/** Null for an absent time, and for one that no calendar has. */
export function isoTime(seconds: number | undefined): string | null {
  const date = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Domains and names of which a text for people shows so many; JSON has all. */
export const MOST_DOMAINS = 50;
export const MOST_NAMES = 5;

/** Who reported about a domain, and from when to when in seconds since 1970. */
interface Reported {
  readonly reports: number;
  readonly receivers: ReadonlySet<string>;
  readonly begin: number | undefined;
  readonly end: number | undefined;
}

/** `3 reports by google.com and Yahoo, 2026-11-01 to 2026-11-30`. */
export function reportedBy({ reports, receivers, begin, end }: Reported): string {
  const names = [...receivers].map((one) => visible(shortened(one, 40)));
  const [from, to] = [isoTime(begin), isoTime(end)].map((one) => one?.slice(0, 10));
  const period = from === undefined || to === undefined ? "" : `, ${from}${from === to ? "" : ` to ${to}`}`;
  return `${counted(reports, "report")} by ${listed(firstOf(names, MOST_NAMES))}${period}`;
}
