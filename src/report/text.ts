/** Findings as text for people: place, severity and code on one line, then the fact, the other places and the fix. */
import { styleText } from "node:util";
import type { Finding, Place, Severity } from "../diagnostic.ts";
import { codeFrame, type ReadLines } from "./code-frame.ts";
import { visible } from "./visible.ts";

export type Style = (severity: Severity | "dim", text: string) => string;

export const plain: Style = (_, text) => text;

export const coloured: Style = (severity, text) => {
  const format = { error: "red", warning: "yellow", info: "cyan", dim: "dim" } as const;
  return styleText(format[severity], text, { validateStream: false });
};

export function printPlace(place: Place | undefined): string {
  if (place === undefined) return "(no place)";
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
}

/** One finding; with `lines`, the source line and a caret stand below its message. */
export function printFinding(finding: Finding, style: Style = plain, lines?: ReadLines): string {
  const frame = lines === undefined ? [] : codeFrame(finding.place, lines);
  return [
    `${visible(printPlace(finding.place))}: ${style(finding.severity, finding.severity)} ${finding.code}`,
    `  ${visible(finding.message)}`,
    ...frame.map((line) => style("dim", `    ${line}`)),
    ...(finding.related ?? []).map((other) =>
      style("dim", `  ${visible(printPlace(other.place))}: ${visible(other.note)}`),
    ),
    ...(finding.help === undefined ? [] : [`  help: ${visible(finding.help)}`]),
  ].join("\n");
}

/** All findings, each followed by an empty line; "" for none. */
export function printFindings(findings: readonly Finding[], style: Style = plain, lines?: ReadLines): string {
  return findings.map((finding) => `${printFinding(finding, style, lines)}\n\n`).join("");
}
