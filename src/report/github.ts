/** Findings as GitHub workflow commands, which show as annotations on the lines of a pull request. */
import { type Finding, SEVERITIES, type Severity } from "../finding.ts";
import { visible } from "../words/text.ts";
import { moreLines } from "./more.ts";
import { countFindings } from "./summary.ts";
import { printFindings } from "./text.ts";
import { byPlace, toldOnce } from "./told-once.ts";

const COMMANDS: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/** GitHub shows so many annotations of each kind for a step (docs.github.com, Workflow commands, read 2026-11-29). */
const SHOWN = 10;

/**
 * One command per finding: `::error file=...,line=...,col=...,title=CODE::message`. What GitHub would not show follows as text for
 * the log, after a line that counts it.
 */
export function printGithub(findings: readonly Finding[]): string {
  const all = SEVERITIES.map((severity) => annotations(findings, severity));
  const commands = all.flatMap((ones) => ones.slice(0, SHOWN)).map((finding) => `${command(finding)}\n`);
  const rest = all.flatMap((ones) => ones.slice(SHOWN));
  if (rest.length === 0) return commands.join("");
  return `${commands.join("")}\n${countFindings(rest)} without an annotation, since GitHub shows ${SHOWN} of each kind:\n\n${printFindings(rest)}`;
}

/** One per place; if there are more than are shown, one per cause, so that none hides the others. */
function annotations(findings: readonly Finding[], severity: Severity): readonly Finding[] {
  const own = findings.filter((finding) => finding.severity === severity);
  const placed = toldOnce(own, byPlace);
  return placed.length > SHOWN ? toldOnce(own) : placed;
}

function command(finding: Finding): string {
  const { severity, code, message, help, place, related = [] } = finding;
  const properties = {
    file: place?.file,
    line: place?.line,
    col: place?.column,
    title: code,
  };
  const told = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(visible(String(value)))}`],
  );
  const lines = [
    message,
    ...related.map((other) => `${[other.place.file, other.place.line].join(":")}: ${other.note}`),
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...moreLines(finding),
  ];
  return `::${COMMANDS[severity]} ${told.join(",")}::${escapeData(lines.map(visible).join("\n"))}`;
}

/** As the runner unescapes them (actions/toolkit, packages/core/src/command.ts, read 2026-11-21). */
const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
