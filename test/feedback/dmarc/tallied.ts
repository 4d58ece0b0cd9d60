/** Reads reports as `mailzone dmarc report` does, from octets in place of files. */
import { type Collected, collect } from "../../../src/feedback/collect.ts";
import { aggregateReports } from "../../../src/feedback/dmarc/aggregate-reports.ts";
import { KnownSenders } from "../../../src/feedback/dmarc/known-senders.ts";
import { type DomainTally, Tally } from "../../../src/feedback/dmarc/tally.ts";
import { ManagedDomains } from "../../../src/feedback/managed-domains.ts";
import type { Finding } from "../../../src/finding.ts";
import { loadText } from "../../../src/pipeline.ts";
import { bundledServices } from "../../../src/preset/services.ts";

export interface Tallied {
  readonly collected: Collected;
  readonly tallies: readonly DomainTally[];
  readonly known: KnownSenders;
}

/** `spec` is the text of specs; none for reports about domains that nobody manages here. */
export async function tallied(contents: readonly (string | Uint8Array)[], spec?: string): Promise<Tallied> {
  const zones = spec === undefined ? [] : loadText("spec.yaml", spec).zones;
  const known = new KnownSenders(zones, bundledServices);
  const tally = new Tally(new ManagedDomains(zones), known);
  const files = contents.map((content, i) => ({ shown: `report-${i + 1}`, content: Buffer.from(content) }));
  const collected = await collect(files, aggregateReports, (report) => tally.add(report));
  return { collected, tallies: tally.finish(), known };
}

export const codesOf = (findings: readonly Finding[]): readonly string[] => findings.map(({ code }) => code);

export function sums(tallies: readonly DomainTally[]): { messages: number; passing: number; lost: number } {
  const sources = tallies.flatMap((one) => one.sources);
  const sum = (key: "messages" | "passing" | "lost"): number =>
    sources.reduce((total, one) => total + one[key], 0);
  return { messages: sum("messages"), passing: sum("passing"), lost: sum("lost") };
}
