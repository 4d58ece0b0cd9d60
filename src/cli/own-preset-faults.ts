/** What is wrong with presets of one's own, for commands that are about something else. */
import process from "node:process";
import type { Finding } from "../finding.ts";
import { ownFiles } from "../preset/own-files.ts";
import { countFindings } from "../report/summary.ts";
import { ownCommand } from "../words/own-command.ts";
import { visible } from "../words/text.ts";

/** Says in a line for each file which presets cannot be used; the result is what else was found. */
export function tellOwnPresets(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length === 0) return findings;
  const broken = brokenPresets(findings);
  for (const [file, found] of broken) {
    process.stderr.write(
      `${visible(file)}: ${countFindings(found)}, so this preset cannot be used; \`${ownCommand("providers lint")}\` shows ${found.length === 1 ? "it" : "them"}\n`,
    );
  }
  return findings.filter(({ place }) => !broken.has(place?.file ?? ""));
}

/** What was found in the files of presets and templates of one's own, by file. */
export function brokenPresets(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const { presets, templates } = ownFiles(process.cwd());
  const files = new Set([...presets, ...templates].map(({ shown }) => shown));
  return Map.groupBy(
    findings.filter(({ place }) => files.has(place?.file ?? "")),
    ({ place }) => place?.file ?? "",
  );
}
