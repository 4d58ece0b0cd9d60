/** Reads all reports of one kind in files, each once; what cannot be read is a finding, and the others are read all the same. */
import { type Finding, FindingLimit, quote } from "../finding.ts";
import { counted } from "../words/text.ts";
import { ReportFault } from "./report-fault.ts";
import type { Fault } from "./unpack/fault.ts";
import { type Unpacked, unpack } from "./unpack/unpack.ts";

/** A file as it is shown, and what is in it. */
export interface ReportFile {
  readonly shown: string;
  readonly content: Uint8Array | Fault;
}

/** A kind of report. */
export interface ReportKind<R> {
  readonly form: "xml" | "json";
  /** @throws ReportFault */
  readonly read: (octets: Uint8Array) => R;
  /** Equal for a report that was sent twice; undefined if it cannot be known. */
  readonly identity: (report: R) => string | undefined;
  /** What is wrong with the report besides. */
  readonly faults: (report: R, at: Pick<Finding, "place">, name: string) => readonly Finding[];
}

export interface Collected {
  /** Reports that count. */
  readonly reports: number;
  /** Those that were there before. */
  readonly duplicates: number;
  /** Files and parts of mails that are no such report. */
  readonly others: number;
  /** Reports about single messages, which are not opened. */
  readonly failures: number;
  readonly findings: readonly Finding[];
}

/** Of one code and file so many findings are kept; the last stands for the others. */
const MOST_ALIKE = 10;

export async function collect<R>(
  files: Iterable<ReportFile>,
  { form, read, identity, faults }: ReportKind<R>,
  take: (report: R) => void,
): Promise<Collected> {
  const limit = new FindingLimit(MOST_ALIKE, ({ code, place }: Finding) => `${code} ${place?.file}`);
  const seen = new Map<string, string>();
  const counts = { reports: 0, duplicates: 0, others: 0, failures: 0 };
  const add = (shown: string, part: Unpacked): void => {
    const at = { place: { file: shown, line: undefined, column: undefined } };
    const name = nameOf(part.path);
    if (part.kind === "other") counts.others += 1;
    else if (part.kind === "failure") counts.failures += 1;
    else if (part.kind === "refused" || part.kind === "unreadable")
      limit.add({ ...faultFinding(part, name), ...at });
    else if (part.kind !== form) counts.others += 1;
    else {
      const report = readOr(part.octets, read);
      if (report instanceof ReportFault) {
        if (report.kind === "other") counts.others += 1;
        else limit.add({ ...faultFinding({ kind: report.kind, message: report.message }, name), ...at });
        return;
      }
      const same = identity(report);
      const before = same === undefined ? undefined : seen.get(same);
      if (before !== undefined) {
        counts.duplicates += 1;
        limit.add({ ...duplicate(name, before), ...at });
        return;
      }
      if (same !== undefined) seen.set(same, [shown, ...part.path.filter(isShown)].join(", "));
      counts.reports += 1;
      take(report);
      for (const finding of faults(report, at, name)) limit.add(finding);
    }
  };
  for (const { shown, content } of files) {
    if (content instanceof Uint8Array) for await (const part of unpack(content)) add(shown, part);
    else add(shown, { path: [], ...content });
  }
  return { ...counts, findings: limit.finish() };
}

function readOr<R>(octets: Uint8Array, read: (octets: Uint8Array) => R): R | ReportFault {
  try {
    return read(octets);
  } catch (error) {
    if (error instanceof ReportFault) return error;
    throw error;
  }
}

/** That something was compressed says nothing to people. */
const isShown = (step: string): boolean => step !== "gzip";

/** `the file`, or `"example.xml" in "example.zip" in the file`. */
function nameOf(path: readonly string[]): string {
  const steps = path.filter(isShown);
  return steps.length === 0 ? "the file" : `${steps.toReversed().map(quote).join(" in ")} in the file`;
}

function faultFinding({ kind, message }: Fault, name: string): Finding {
  return kind === "refused"
    ? {
        code: "feedback-refused",
        severity: "error",
        message: `${name} is not read: ${message}`,
        help: "delete it; no receiver sends such reports",
      }
    : {
        code: "feedback-unreadable",
        severity: "error",
        message: `${name} cannot be read: ${message}; what it reports is in no figure`,
        help: "save the message again, or move the file away",
      };
}

const duplicate = (name: string, before: string): Finding => ({
  code: "feedback-duplicate",
  severity: "info",
  message: `${name} is the same report as ${before}, and counts once`,
});

/** `3 reports; 1 duplicate not counted; 2 without a report`. */
export function collectedLine({ reports, duplicates, others, failures }: Collected): string {
  return [
    counted(reports, "report"),
    ...(duplicates > 0 ? [`${counted(duplicates, "duplicate")} not counted`] : []),
    ...(failures > 0 ? [`${counted(failures, "failure report")} not opened`] : []),
    ...(others > 0 ? [`${others} without a report`] : []),
  ].join("; ");
}
