/**
 * Findings as JUnit XML: one suite per file, one failed case per error; warnings and infos are cases with output, and what the
 * specs waive is skipped.
 */
import type { Grounds } from "../check/accept.ts";
import { type Finding, numberOf } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import { visible } from "../words/text.ts";
import { byFile } from "./by-file.ts";
import { moreLines } from "./more.ts";
import { printPlace, shownGrounds } from "./text.ts";

type Case = Finding & Partial<Grounds>;

export function printJunit({ findings, waived }: Pick<Loaded, "findings" | "waived">): string {
  const cases: readonly Case[] = [...findings, ...waived];
  const suites = byFile(cases).map(([file, ones]) => suite(file ?? "mailzone", ones));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="mailzone check" tests="${numberOf(cases)}" failures="${failures(cases)}" errors="0">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

const isWaived = ({ reason }: Case): boolean => reason !== undefined;

const failures = (cases: readonly Case[]): number =>
  numberOf(cases.filter((one) => one.severity === "error" && !isWaived(one)));

function suite(file: string, cases: readonly Case[]): string {
  const skipped = numberOf(cases.filter(isWaived));
  return [
    `  <testsuite name="${xmlText(file)}" tests="${numberOf(cases)}" failures="${failures(cases)}" errors="0" skipped="${skipped}">`,
    ...cases.map(testCase),
    "  </testsuite>",
  ].join("\n");
}

function testCase(finding: Case): string {
  const { code, place } = finding;
  const name = `${code} ${printPlace(place)}`;
  return `    <testcase name="${xmlText(name)}" classname="${xmlText(finding.domain ?? "mailzone")}">${outcome(finding)}</testcase>`;
}

function outcome({ code, severity, message, related = [], help, more, reason, until }: Case): string {
  if (reason !== undefined) {
    const grounds = shownGrounds({ reason, ...(until !== undefined && { until }) });
    return `<skipped message="${xmlText(`waived ${grounds}: ${message}`)}"/>`;
  }
  const text = [
    ...related.map((other) => `${printPlace(other.place)}: ${other.note}`),
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...moreLines({ code, more }),
  ];
  return severity === "error"
    ? `<failure message="${xmlText(message)}" type="${xmlText(code)}">${xmlText(...text)}</failure>`
    : `<system-out>${xmlText(`${severity}: ${message}`, ...text)}</system-out>`;
}

/** Lines as XML text. Of what XML 1.0 cannot represent, nothing is left once it is visible. */
function xmlText(...lines: readonly string[]): string {
  return lines
    .map(visible)
    .join("\n")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
