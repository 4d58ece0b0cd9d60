/** `mailzone spf`: what each SPF record costs in lookups; `--refresh` asks DNS and updates the snapshot. */
import { Resolver } from "node:dns/promises";
import process from "node:process";
import { NoAnswers, type Refreshed, refreshSnapshot } from "../live/spf-refresh.ts";
import { readSnapshot, SNAPSHOT_FILE, writeSnapshot } from "../mail/spf-snapshot.ts";
import { projectLibrary } from "../preset/library.ts";
import { printSpf, spfJson } from "../report/spf.ts";
import { shownPath } from "../spec/find.ts";
import { counted, visible } from "../words/text.ts";
import type { EvaluateOptions } from "./live/evaluate-spf.ts";
import { CannotRun, exitBy, load, printJson, printResult, printSpecFindings } from "./output.ts";
import { whileWaiting } from "./progress.ts";
import type { Shown } from "./shown.ts";
import { writing } from "./writing.ts";

interface Options extends Omit<EvaluateOptions, "ip">, Shown {
  readonly refresh?: boolean;
  readonly ip?: string;
  readonly only: readonly string[];
}

export async function spf(what: readonly string[], options: Options): Promise<void> {
  const { format, refresh, ip, only } = options;
  if (ip !== undefined) {
    const { evaluateSpf } = await import("./live/evaluate-spf.ts");
    return evaluateSpf(what, { ...options, ip });
  }
  if (refresh) {
    await refreshFile();
    return;
  }
  const { zones, findings } = load(what.length > 0 ? what : ["stacks"], only);
  if (format === "json") printJson(spfJson(zones));
  else printResult(printSpf(zones));
  printSpecFindings(findings, options);
  exitBy(findings);
}

async function refreshFile(): Promise<void> {
  const { snapshot, changed, kept } = await whileWaiting("asking DNS", ask);
  const file = shownPath(SNAPSHOT_FILE, process.cwd());
  writing(file, () => writeSnapshot(snapshot));
  for (const [name, reason] of kept) {
    process.stderr.write(`${visible(name)} was not updated: ${visible(reason)}\n`);
  }
  const lines = [
    `${file}: ${counted(Object.keys(snapshot.names).length, "name")}, ${changed.length} changed`,
    ...changed.map((name) => `  ${visible(name)}`),
  ];
  printResult(lines.join("\n"));
}

async function ask(): Promise<Refreshed> {
  try {
    return await refreshSnapshot(readSnapshot(), {
      resolver: new Resolver({ timeout: 3000, tries: 2 }),
      roots: presetIncludes(),
      today: new Date().toISOString().slice(0, 10),
    });
  } catch (error) {
    if (error instanceof NoAnswers) {
      throw new CannotRun(`${error.message}; the snapshot was not updated`, { cause: error });
    }
    throw error;
  }
}

/** The names that presets include regardless of their parameters. */
function presetIncludes(): string[] {
  return projectLibrary()
    .presets()
    .flatMap(({ records }) => records.flatMap((record) => (record.type === "SPF" ? record.terms : [])))
    .flatMap((term) => /^include:([^{}%]+)$/i.exec(term)?.[1]?.toLowerCase() ?? []);
}
