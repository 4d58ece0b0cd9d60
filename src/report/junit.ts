/**
 * Findings as JUnit XML: one suite per file, one failed case per error, one passed case per domain without an error; warnings and
 * infos are cases with output, and what the specs waive is skipped.
 */
import type { Grounds } from "../check/accept.ts";
import { type Finding, numberOf, type Place } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import { withoutDot } from "../zone/name.ts";
import { compareText } from "../zone/order.ts";
import { byFile } from "./by-file.ts";
import { moreLines } from "./more.ts";
import { printPlace } from "./place.ts";
import { shownGrounds } from "./text.ts";
import { xmlText } from "./xml.ts";

type Case = Finding & Partial<Grounds>;

/** A mail domain without an error, at the place of its spec. */
interface Passed {
  readonly domain: string;
  readonly place: Place;
}

export function printJunit(loaded: Pick<Loaded, "domains" | "findings" | "waived">): string {
  const cases: readonly Case[] = [...loaded.findings, ...loaded.waived];
  const without = passedDomains(loaded);
  const passed = Map.groupBy(without, ({ place }) => place.file);
  const suites = new Map<string | undefined, readonly Case[]>([
    ...[...passed.keys()].map((file): [string, readonly Case[]] => [file, []]),
    ...byFile(cases),
  ]);
  const files = [...suites.keys()].filter((file) => file !== undefined).sort(compareText);
  const order = suites.has(undefined) ? [...files, undefined] : files;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="mailzone check" tests="${numberOf(cases) + without.length}" failures="${failures(cases)}" errors="0">`,
    ...order.map((file) => suite(file ?? "mailzone", suites.get(file) ?? [], passed.get(file ?? "") ?? [])),
    "</testsuites>",
    "",
  ].join("\n");
}

const isWaived = ({ reason }: Case): boolean => reason !== undefined;

const failures = (cases: readonly Case[]): number =>
  numberOf(cases.filter((one) => one.severity === "error" && !isWaived(one)));

function passedDomains({ domains, findings }: Pick<Loaded, "domains" | "findings">): readonly Passed[] {
  const failed = new Set(
    findings.flatMap(({ severity, domain }) => (severity === "error" ? domain : []) ?? []),
  );
  return domains
    .map(({ spec }) => ({ domain: withoutDot(spec.domain), place: spec.place }))
    .filter(({ domain }) => !failed.has(domain));
}

function suite(file: string, cases: readonly Case[], passed: readonly Passed[]): string {
  const skipped = numberOf(cases.filter(isWaived));
  return [
    `  <testsuite name="${xmlText(file)}" tests="${numberOf(cases) + passed.length}" failures="${failures(cases)}" errors="0" skipped="${skipped}">`,
    ...passed.map(({ domain }) => `    <testcase name="${xmlText(domain)}" classname="${xmlText(domain)}"/>`),
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
