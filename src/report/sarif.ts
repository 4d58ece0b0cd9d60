/** Findings as SARIF 2.1.0, for code scanning services. */
import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import type { Grounds } from "../check/accept.ts";
import { type Finding, numberOf, type Place, type Severity } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import type { ReadLines } from "../source/texts.ts";
import { visible } from "../words/text.ts";
import { type DescribedCode, explainCode, explainMarkdown } from "./explain.ts";
import { lineFingerprints } from "./line-fingerprint.ts";
import { moreLines } from "./more.ts";
import { printPlace } from "./place.ts";
import { byPlace, toldOnce } from "./told-once.ts";

const LEVELS: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };

/** What the report says besides its findings. */
export interface SarifContext {
  readonly codes: readonly DescribedCode[];
  /** mailzone's version. */
  readonly version: string;
  /** mailzone's page, if its package names one. */
  readonly homepage?: string;
}

type Result = Finding & Partial<Grounds>;

/**
 * Findings as results; those that the specs waive are suppressed ones (SARIF 2.1.0 §3.35). A finding without a place is a notification
 * (§3.20.21): services refuse a result that is nowhere.
 */
export function sarif(
  { findings, waived, lines }: Pick<Loaded, "findings" | "waived" | "lines">,
  { codes, version, homepage }: SarifContext,
): unknown {
  const all: readonly Result[] = [...toldOnce(findings, byPlace), ...toldOnce(waived, byPlace)];
  const results = all.filter(({ place }) => place !== undefined);
  const nowhere = all.filter(({ place, reason }) => place === undefined && reason === undefined);
  const reported = new Set<string>(all.map(({ code }) => code));
  const rules = codes.filter(({ id }) => reported.has(id));
  const known = new Map<string, number>(rules.map(({ id }, i) => [id, i]));
  const fingerprintsOf = fileFingerprints(lines);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "mailzone",
            semanticVersion: version,
            ...(homepage !== undefined && { informationUri: homepage }),
            rules: rules.map((code) => ruleOf(code, homepage)),
          },
        },
        columnKind: "utf16CodeUnits",
        ...(nowhere.length > 0 && {
          invocations: [{ executionSuccessful: true, toolExecutionNotifications: nowhere.map(notification) }],
        }),
        results: results.map((finding) => ({
          ruleId: finding.code,
          ruleIndex: known.get(finding.code),
          ...result(finding),
          partialFingerprints: fingerprints(finding, fingerprintsOf),
          ...(finding.reason !== undefined && {
            suppressions: [suppression({ ...finding, reason: finding.reason })],
          }),
        })),
      },
    ],
  };
}

function ruleOf(code: DescribedCode, homepage: string | undefined) {
  const { id, severity, rule, explanation } = code;
  const helpUri = helpOf(code, homepage);
  const full = explanation === undefined ? rule : `${rule} ${explanation.why} ${explanation.effect}`;
  return {
    id,
    shortDescription: { text: rule },
    fullDescription: { text: full },
    help: { text: explainCode(code), markdown: explainMarkdown(code) },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** The code's place in mailzone's own pages, else the clause of the standard that it comes from. */
function helpOf({ id, source }: DescribedCode, homepage: string | undefined): string | undefined {
  if (homepage !== undefined) return new URL(`docs/checks.md#${id}`, `${homepage.replace(/\/$/, "")}/`).href;
  const [, number, clause] = /\bRFC (\d+)(?: §([\d.]+\d|\d))?/.exec(source) ?? [];
  if (number === undefined) return undefined;
  return `https://www.rfc-editor.org/rfc/rfc${number}.html${clause === undefined ? "" : `#section-${clause}`}`;
}

function notification({ code, severity, ...finding }: Finding) {
  return {
    level: LEVELS[severity],
    message: messageOf({ code, severity, ...finding }),
    descriptor: { id: code },
  };
}

function result(finding: Result) {
  const { severity, place, endColumn, related = [] } = finding;
  const occurrences = numberOf([finding]);
  const shown = related.filter((other) => isInRepository(other.place));
  return {
    level: LEVELS[severity],
    message: messageOf(finding),
    ...(occurrences === 1 ? {} : { occurrenceCount: occurrences }),
    ...(place === undefined ? {} : { locations: [location(place, endColumn)] }),
    ...(shown.length === 0
      ? {}
      : {
          relatedLocations: shown.map((other, id) => ({
            id,
            ...location(other.place),
            message: { text: visible(other.note) },
          })),
        }),
  };
}

/** Places that no viewer of the repository could open, such as those in bundled presets, are part of the text. */
function messageOf(finding: Finding) {
  const { message, help, related = [] } = finding;
  const lines = [
    message,
    ...related
      .filter((other) => !isInRepository(other.place))
      .map((other) => `${printPlace(other.place)}: ${other.note}`),
    ...(help === undefined ? [] : [`help: ${help}`]),
    ...moreLines(finding),
  ];
  return { text: lines.map(visible).join("\n") };
}

const isInRepository = ({ file }: Place): boolean =>
  !isAbsolute(file) && !file.split("/").some((name) => name === ".." || name === "node_modules");

/** GitHub's fingerprints of the lines of a file, made once. */
function fileFingerprints(lines: ReadLines): (file: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (file) => {
    const made = known.get(file) ?? lineFingerprints(lines(file) ?? []);
    known.set(file, made);
    return made;
  };
}

/** The same for the same finding when it moves to another line. */
function fingerprints(
  { code, domain = "", message, place }: Finding,
  fingerprintsOf: (file: string) => readonly string[],
) {
  const own = createHash("sha256")
    .update([code, place?.file ?? "", domain, message].join("\n"))
    .digest("hex");
  const line = place === undefined ? undefined : fingerprintsOf(place.file)[(place.line ?? 1) - 1];
  return { "mailzone/v1": own, ...(line !== undefined && { primaryLocationLineHash: line }) };
}

function suppression({ reason, until }: Grounds) {
  const justification = until === undefined ? reason : `${reason} (until ${until})`;
  return { kind: "inSource", status: "accepted", justification: visible(justification) };
}

function location({ file, line, column }: Place, endColumn?: number) {
  const columns = { ...(column !== undefined && { startColumn: column }), ...(endColumn && { endColumn }) };
  return {
    physicalLocation: {
      artifactLocation: { uri: file.toWellFormed().split("/").map(encodeURIComponent).join("/") },
      ...(line === undefined ? {} : { region: { startLine: line, ...columns } }),
    },
  };
}
