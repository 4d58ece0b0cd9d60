/** Findings as text for people: place, severity and code on one line, then the fact, the other places and the fix. */
import { styleText } from "node:util";
import type { Grounds } from "../check/accept.ts";
import type { Finding, Place, Severity } from "../finding.ts";
import type { ReadLines } from "../source/texts.ts";
import { visible } from "../words/text.ts";
import { byFile } from "./by-file.ts";
import { codeFrame } from "./code-frame.ts";
import { moreLines } from "./more.ts";
import { NO_PLACE, printPlace } from "./place.ts";
import { countFindings } from "./summary.ts";
import { toldOnce } from "./told-once.ts";

export type Style = (as: Severity | "dim" | "strong", text: string) => string;

export const plain: Style = (_, text) => text;

export const coloured: Style = (as, text) => {
  const format = { error: "red", warning: "yellow", info: "cyan", dim: "dim", strong: "bold" } as const;
  return styleText(format[as], text, { validateStream: false });
};

/** One finding; with `lines`, the source line and a caret follow its message and each of its other places. */
export function printFinding(finding: Finding, style: Style = plain, lines?: ReadLines): string {
  const { code, severity, message, place, endColumn, help, related = [] } = finding;
  const framed = new Set<string>();
  /** Shows each line only once, though several records may come from it. */
  const frame = (at: Place | undefined, pointer: Severity | "dim", end?: number): string[] => {
    const key = printPlace(at);
    const [source, caret] = lines === undefined || framed.has(key) ? [] : codeFrame(at, lines, end);
    if (source === undefined || caret === undefined) return [];
    framed.add(key);
    return [`    ${style("dim", source)}`, `    ${style(pointer, caret)}`];
  };
  return [
    `${style("strong", visible(printPlace(place)))}: ${style(severity, severity)} ${code}`,
    `  ${visible(message)}`,
    ...frame(place, severity, endColumn),
    ...related.flatMap((other) => [
      `  ${visible(printPlace(other.place))}: ${visible(other.note)}`,
      ...frame(other.place, "dim"),
    ]),
    ...(help === undefined ? [] : [`  help: ${visible(help)}`]),
    ...moreLines(finding).map((line) => `  ${visible(line)}`),
  ].join("\n");
}

/**
 * All findings, those of one cause once, each followed by an empty line; "" for none. They are grouped by file, those without a place last; a file
 * with several findings has a heading that counts them. Each finding still begins with its own place, which terminals and
 * editors turn into a link.
 */
export function printFindings(findings: readonly Finding[], style: Style = plain, lines?: ReadLines): string {
  return byFile(toldOnce(findings))
    .map(([file, group]) => printGroup(file, group, style, lines))
    .join("");
}

/** What the specs waive, two lines each, and an empty line at the end; "" for none. */
export function printWaived(waived: readonly (Finding & Grounds)[], style: Style = plain): string {
  const items = toldOnce(waived, shownGrounds).map((finding) => {
    const head = `${style("strong", visible(printPlace(finding.place)))}: waived ${finding.code}, ${visible(shownGrounds(finding))}`;
    const lines = [finding.message, ...moreLines(finding)];
    return `${head}\n${lines.map((line) => `  ${visible(line)}\n`).join("")}`;
  });
  return items.length === 0 ? "" : `${items.join("")}\n`;
}

/** `with the reason "moving", until 2027-06-30`. */
export const shownGrounds = ({ reason, until }: Grounds): string =>
  `with the reason ${JSON.stringify(reason)}${until === undefined ? "" : `, until ${until}`}`;

function printGroup(
  file: string | undefined,
  group: readonly Finding[],
  style: Style,
  lines: ReadLines | undefined,
): string {
  const blocks = group.map((finding) => `${printFinding(finding, style, lines)}\n\n`).join("");
  if (group.length === 1) return blocks;
  return `${style("strong", `── ${visible(file ?? NO_PLACE)}: ${countFindings(group)}`)}\n\n${blocks}`;
}
