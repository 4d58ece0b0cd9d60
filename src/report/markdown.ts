/** Findings as Markdown for a comment on a pull request: most severe first, cut to the size that forges accept. */
import type { Grounds } from "../check/accept.ts";
import type { Finding, Severity } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import { type Summary, summaryLine } from "./summary.ts";
import { printPlace, shownGrounds } from "./text.ts";

/** GitHub refuses comments of more than 65,536 characters (its API answers "body is too long"). */
const MOST = 65_536;

const ORDER: readonly Severity[] = ["error", "warning", "info"];

export function printMarkdown(
  { findings, waived }: Pick<Loaded, "findings" | "waived">,
  summary: Summary,
): string {
  const head = `### mailzone: ${summaryLine(summary)}\n`;
  const items = [...bySeverity(findings).map(printItem), ...bySeverity(waived).map(printWaivedItem)];
  return fitComment(head, items, "run `mailzone check` to see all");
}

/** Most severe first. */
export function bySeverity<F extends Finding>(findings: readonly F[]): F[] {
  return ORDER.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** A comment with as many items as fit, each ending its line; `remedy` says how to see the rest. */
export function fitComment(head: string, all: readonly string[], remedy: string): string {
  const items: string[] = [];
  // leaves room for the line that says how much was cut
  let left = MOST - head.length - 200;
  for (const item of all) {
    if (item.length > left) break;
    left -= item.length;
    items.push(item);
  }
  const cut = all.length - items.length;
  const rest = cut === 0 ? "" : `\n…and ${cut} more, cut to fit a comment: ${remedy}.\n`;
  return `${head}${items.length > 0 ? `\n${items.join("")}` : ""}${rest}`;
}

/** One finding, as an item of a list. */
export function printItem({ severity, code, message, help, place, related = [] }: Finding): string {
  return [
    `- **${severity}** \`${code}\` at ${inCode(printPlace(place))}: ${plainText(message)}`,
    ...related.map((other) => `  - ${inCode(printPlace(other.place))}: ${plainText(other.note)}`),
    ...(help === undefined ? [] : [`  - help: ${plainText(help)}`]),
    "",
  ].join("\n");
}

const printWaivedItem = ({ code, message, place, ...grounds }: Finding & Grounds): string =>
  `- waived \`${code}\` at ${inCode(printPlace(place))}, ${plainText(shownGrounds(grounds))}: ${plainText(message)}\n`;

/** Text in backticks; a backtick inside would end it. */
const inCode = (text: string): string => `\`${oneLine(text).replaceAll("`", "'")}\``;

/** Escapes text so that Markdown and HTML show it literally, and no `@` mentions anybody. */
export function plainText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>()#!|~&$]/g, "\\$&")
    .replaceAll("@", "@\u200b");
}

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, " ");
