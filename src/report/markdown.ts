/** Findings as Markdown for a comment on a pull request: most severe first, cut to the size that forges accept. */
import type { Grounds } from "../check/accept.ts";
import { type Finding, SEVERITIES } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import { visible } from "../words/text.ts";
import { moreLines } from "./more.ts";
import { printPlace } from "./place.ts";
import { type Summary, summaryLine } from "./summary.ts";
import { shownGrounds } from "./text.ts";
import { toldOnce } from "./told-once.ts";

/** GitHub refuses comments of more than 65,536 characters (its API answers "body is too long"). */
const MOST = 65_536;

export function printMarkdown(
  { findings, waived }: Pick<Loaded, "findings" | "waived">,
  summary: Summary,
): string {
  const head = `### mailzone: ${summaryLine(summary)}\n`;
  const items = [
    ...bySeverity(toldOnce(findings)).map(printItem),
    ...bySeverity(toldOnce(waived, shownGrounds)).map(printWaivedItem),
  ];
  return fitComment(head, items, "run `mailzone check` to see all");
}

/** Most severe first. */
export function bySeverity<F extends Finding>(findings: readonly F[]): F[] {
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
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
export function printItem(finding: Finding): string {
  const { severity, code, message, help, place, related = [] } = finding;
  return [
    `- **${severity}** \`${code}\` at ${inCode(printPlace(place))}: ${plainText(message)}`,
    ...related.map((other) => `  - ${inCode(printPlace(other.place))}: ${plainText(other.note)}`),
    ...(help === undefined ? [] : [`  - help: ${plainText(help)}`]),
    ...others(finding),
    "",
  ].join("\n");
}

const printWaivedItem = (finding: Finding & Grounds): string =>
  [
    `- waived \`${finding.code}\` at ${inCode(printPlace(finding.place))}, ${plainText(shownGrounds(finding))}: ${plainText(finding.message)}`,
    ...others(finding),
    "",
  ].join("\n");

const others = (finding: Finding): string[] => moreLines(finding).map((line) => `  - ${plainText(line)}`);

/** Text as code, in which a forge makes no links, mentions or references; delimited by more backticks than it has in a row. */
export function inCode(text: string): string {
  const shown = visible(text);
  const ticks = "`".repeat(1 + Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length)));
  const room = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return shown === "" ? "" : `${ticks}${room}${shown}${room}${ticks}`;
}

/**
 * Words that forges turn into something: addresses, `www.`, e-mail, mentions, references to issues, merge requests, labels and
 * commits (GitHub Flavored Markdown §6.9; docs.github.com, Autolinked references; docs.gitlab.com, GitLab Flavored Markdown, read
 * 2026-11-29). They do so after backslashes and entities are resolved, so only code keeps them from it.
 */
const LIVE: readonly RegExp[] = [
  /[@#]|[!$%&~^][\p{L}\p{N}_"'{]/u,
  /:\/\/|www\./i,
  /(?:mailto|xmpp|javascript|data):/i,
  /\bGH-\d/i,
  /\b[0-9a-f]{7,40}\b/i,
  /\[\w+:/,
];

const isLive = (word: string): boolean => LIVE.some((one) => one.test(word));

/** Escapes text so that Markdown and HTML show it literally; words that a forge would make live are code. */
export function plainText(text: string): string {
  return visible(text)
    .split(/( +)/)
    .map((word) => (isLive(word) ? inCode(word) : word.replace(/[\\`*_{}[\]<>()#!|~&$]/g, "\\$&")))
    .join("");
}
