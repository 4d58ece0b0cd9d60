/** Findings as SARIF 2.1.0, for code scanning services. */
import type { Grounds } from "../check/accept.ts";
import type { Finding, Place, Severity } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import { visible } from "../words/text.ts";
import { moreLines } from "./more.ts";

const LEVELS: Record<Severity, string> = { error: "error", warning: "warning", info: "note" };

/** What the report says about a code besides its findings. */
export interface RuleText {
  readonly id: string;
  readonly severity: Severity;
  readonly rule: string;
}

/** Findings as results; those that the specs waive are suppressed ones (SARIF 2.1.0 §3.35). */
export function sarif(
  { findings, waived }: Pick<Loaded, "findings" | "waived">,
  rules: readonly RuleText[],
  version: string,
): unknown {
  const known = new Map(rules.map((rule, i) => [rule.id, i]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "mailzone",
            semanticVersion: version,
            rules: rules.map(({ id, severity, rule }) => ({
              id,
              shortDescription: { text: rule },
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: [
          ...findings.map((finding) => result(finding, known.get(finding.code))),
          ...waived.map((finding) => ({
            ...result(finding, known.get(finding.code)),
            suppressions: [suppression(finding)],
          })),
        ],
      },
    ],
  };
}

function result(finding: Finding, ruleIndex: number | undefined) {
  const { code, severity, message, help, place, endColumn, related = [], more } = finding;
  const lines = [message, ...(help === undefined ? [] : [`help: ${help}`]), ...moreLines(finding)];
  const text = lines.map(visible).join("\n");
  return {
    ruleId: code,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text },
    ...(more === undefined ? {} : { occurrenceCount: 1 + more }),
    ...(place === undefined ? {} : { locations: [location(place, endColumn)] }),
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((other, id) => ({
            id,
            ...location(other.place),
            message: { text: visible(other.note) },
          })),
        }),
  };
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
