/** The files with reports that a command was given. */
import process from "node:process";
import type { Collected, ReportFile } from "../../feedback/collect.ts";
import { MOST_IN_FILE } from "../../feedback/unpack/bounds.ts";
import { unreadable } from "../../feedback/unpack/fault.ts";
import { shownPath } from "../../spec/find.ts";
import { counted } from "../../words/text.ts";
import { filesAt } from "../files-at.ts";
import { CannotRun } from "../print.ts";
import type { Progress } from "../progress.ts";
import { readNamed } from "../read-named.ts";

/** The files, found but not yet read; a file that is named and cannot be read ends the reading with CannotRun. */
export type OpenReports = (progress: Progress) => Iterable<ReportFile>;

/** @throws CannotRun when a path does not exist */
export function openReports(paths: readonly string[]): OpenReports {
  const found = paths.map((path) => ({ path, ...filesAt(path) }));
  return (progress) => filesOf(found, progress);
}

/** Each once, read when it is asked for. One of a folder that cannot be read is said in its place. */
function* filesOf(
  found: readonly { readonly path: string; readonly files: readonly string[] }[],
  { tell }: Progress,
): Generator<ReportFile> {
  const total = found.reduce((sum, { files }) => sum + files.length, 0);
  const seen = new Set<string>();
  let done = 0;
  for (const { path, files } of found) {
    for (const file of files) {
      tell(`${done} of ${counted(total, "file")} read`);
      done += 1;
      const shown = shownPath(file, process.cwd());
      if (seen.has(shown)) continue;
      seen.add(shown);
      yield { shown, content: file === path ? readNamed(file, MOST_IN_FILE) : readOrFault(file) };
    }
  }
}

function readOrFault(file: string): ReportFile["content"] {
  try {
    return readNamed(file, MOST_IN_FILE);
  } catch (error) {
    if (error instanceof CannotRun) return unreadable(error.message);
    throw error;
  }
}

/** @throws CannotRun if nothing was found, not even a broken report */
export function refuseNone(
  { reports, findings, failures, others }: Collected,
  what: string,
  paths: readonly string[],
): void {
  if (reports > 0 || findings.length > 0) return;
  const seen =
    failures + others === 0 ? "" : ` (${failures + others} other files or parts of mails were looked at)`;
  throw new CannotRun(`no ${what} in ${paths.join(", ")}${seen}`);
}
