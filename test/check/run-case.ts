/** Runs checks over the specs of a case, and writes findings as cases do. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Check } from "../../src/check/check.ts";
import { checks } from "../../src/check/checks.ts";
import { runChecks } from "../../src/check/run.ts";
import { compareFindings, type Finding, type Place } from "../../src/finding.ts";
import { placeDomains } from "../../src/plan/placing.ts";
import type { Zone } from "../../src/plan/zone.ts";
import { expandText } from "../../src/preset/expand-specs.ts";
import { openLibrary } from "../../src/preset/library.ts";
import type { CheckCase } from "./check-case.ts";

const library = openLibrary();

/** The zones of a case's specs. Findings of reading are errors in the case. */
export function zonesOf(specs: CheckCase["specs"], alter: CheckCase["alter"]): readonly Zone[] {
  const files = typeof specs === "string" ? { "spec.yaml": specs } : specs;
  const domains = Object.entries(files).flatMap(([file, text]) => {
    const stack = /^stacks\/([^/]+)\//.exec(file)?.[1];
    const { domains: own, findings: wrong } = expandText(file, text, library, stack);
    if (wrong.length > 0) throw new Error(`the case cannot be read: ${JSON.stringify(wrong)}`);
    return own;
  });
  const { zones } = placeDomains(domains);
  return alter === undefined ? zones : zones.map(alter);
}

export function findingsOf(
  { specs, alter }: Pick<CheckCase, "specs" | "alter">,
  using: readonly Check[] = checks,
): readonly Finding[] {
  return runChecks(zonesOf(specs, alter), using).sort(compareFindings);
}

/** A finding as a case writes it. */
export function summary({ severity, place, related = [] }: Finding): string {
  const others = related.map((other) => shownRelated(other.place));
  return [`${severity} ${shownPlace(place)}`, ...others].join(" < ");
}

function shownPlace(place: Place | undefined): string {
  if (place === undefined) return "nowhere";
  const file = place.file === "spec.yaml" ? "" : `${place.file}:`;
  return `${file}${place.line}:${place.column}`;
}

function shownRelated({ file, line }: Place): string {
  if (!file.startsWith("providers/")) return file === "spec.yaml" ? String(line) : `${file}:${line}`;
  const text = readFileSync(file, "utf8")
    .split("\n")
    .slice((line ?? 1) - 1)
    .join("\n");
  return `${basename(file, ".yaml")} ${/type: ([A-Z]+)/.exec(text)?.[1]}`;
}
