/** Findings as JUnit XML: one suite per file, one failed case per error; warnings and infos are cases with output. */
import type { Finding } from "../finding.ts";
import { byFile } from "./by-file.ts";
import { printPlace } from "./text.ts";

export function printJunit(findings: readonly Finding[]): string {
  const suites = byFile(findings).map(([file, ones]) => suite(file ?? "mailzone", ones));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="mailzone check" tests="${findings.length}" failures="${failures(findings)}" errors="0">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

const failures = (findings: readonly Finding[]): number =>
  findings.filter(({ severity }) => severity === "error").length;

function suite(file: string, findings: readonly Finding[]): string {
  return [
    `  <testsuite name="${xmlText(file)}" tests="${findings.length}" failures="${failures(findings)}" errors="0" skipped="0">`,
    ...findings.map(testCase),
    "  </testsuite>",
  ].join("\n");
}

function testCase(finding: Finding): string {
  const { code, severity, message, place } = finding;
  const name = `${code} ${printPlace(place)}`;
  const text = [
    ...(finding.related ?? []).map((other) => `${printPlace(other.place)}: ${other.note}`),
    ...(finding.help === undefined ? [] : [`help: ${finding.help}`]),
  ].join("\n");
  const body =
    severity === "error"
      ? `<failure message="${xmlText(message)}" type="${xmlText(code)}">${xmlText(text)}</failure>`
      : `<system-out>${xmlText(`${severity}: ${message}\n${text}`)}</system-out>`;
  return `    <testcase name="${xmlText(name)}" classname="${xmlText(finding.domain ?? "mailzone")}">${body}</testcase>`;
}

/** XML 1.0 cannot represent control characters and lone surrogates, so they become U+FFFD. */
function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
