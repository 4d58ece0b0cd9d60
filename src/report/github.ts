/** Findings as GitHub workflow commands, which show as annotations on the lines of a pull request. */
import type { Finding, Severity } from "../finding.ts";
import { visible } from "../words/text.ts";
import { moreLines } from "./more.ts";

const COMMANDS: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/** One command per finding: `::error file=...,line=...,col=...,title=CODE::message`. */
export function printGithub(findings: readonly Finding[]): string {
  return findings.map((finding) => `${command(finding)}\n`).join("");
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
