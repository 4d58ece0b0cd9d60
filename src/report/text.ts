/** Findings as text for people: place, severity and code on one line, then the fact, the other places and the fix. */
import { styleText } from "node:util";
import type { Finding, Place, Severity } from "../diagnostic.ts";

export type Style = (severity: Severity | "dim", text: string) => string;

export const plain: Style = (_, text) => text;

export const coloured: Style = (severity, text) => {
  const format = { error: "red", warning: "yellow", info: "cyan", dim: "dim" } as const;
  return styleText(format[severity], text, { validateStream: false });
};

/** Control characters of user text, and those that turn the direction of writing, must not reach a terminal as they are. */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, (c) => {
    const code = c.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, "0")}`;
  });

export function printPlace(place: Place | undefined): string {
  if (place === undefined) return "(no place)";
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
}

export function printFinding(finding: Finding, style: Style = plain): string {
  const lines = [
    `${visible(printPlace(finding.place))}: ${style(finding.severity, finding.severity)} ${finding.code}`,
    `  ${visible(finding.message)}`,
    ...(finding.related ?? []).map((other) =>
      style("dim", `  ${visible(printPlace(other.place))}: ${visible(other.note)}`),
    ),
    ...(finding.help === undefined ? [] : [`  help: ${visible(finding.help)}`]),
  ];
  return lines.join("\n");
}

/** All findings, each followed by an empty line; "" for none. */
export function printFindings(findings: readonly Finding[], style: Style = plain): string {
  return findings.map((finding) => `${printFinding(finding, style)}\n\n`).join("");
}
