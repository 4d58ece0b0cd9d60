/** The page of `mailzone report`: one file of HTML that needs nothing else and asks nobody for anything. */
import { createHash } from "node:crypto";
import { counted } from "../../words/text.ts";
import { type Summary, summaryLine } from "../summary.ts";
import type { PageData, PageFact, PageValue } from "./page-data.ts";

export interface Page {
  readonly data: PageData;
  /** Of the specs. */
  readonly summary: Summary;
  /** When it was made, such as `2026-12-01 09:30 UTC`. */
  readonly made: string;
  readonly version: string;
  /** `page.js` and `page.css`. */
  readonly script: string;
  readonly style: string;
}

export function pageHtml({ data, summary, made, version, script, style }: Page): string {
  const title = `Mail of ${counted(data.domains.length, "domain")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${MADE_BY} ${escaped(version)}">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>In the specs: ${escaped(summaryLine(summary))}. Made by mailzone ${escaped(version)} at ${escaped(made)}.</p>
</header>
<main>
<section id="glance" aria-label="At a glance">
${data.facts.map((fact, number) => card(fact, number, data.domains.length)).join("\n")}
</section>
<section id="list" aria-label="Domains">
<form id="search" role="search">
<label>Search <input id="words" type="search" autocomplete="off" spellcheck="false" placeholder="a part of a name"></label>
<output id="count" aria-live="polite">${counted(data.domains.length, "domain")}</output>
<button id="all" type="button" hidden>Show all</button>
</form>
<div id="scroll" tabindex="-1">
<table id="table">
<thead><tr></tr></thead>
<tbody></tbody>
</table>
</div>
<noscript><p>The list of the domains needs JavaScript, which is switched off here.</p></noscript>
</section>
<section id="domain" tabindex="-1" aria-label="The chosen domain" hidden></section>
<section id="others" aria-label="Findings about no single domain" hidden></section>
</main>
<script id="data" type="application/json">${inScript(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** By which a page is known as one of these. */
export const MADE_BY = "mailzone report";

/** Nothing from outside, and of what is inside only this script and this style. */
function policy(script: string, style: string): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`;
}

/** JSON in which nothing can end the script element, or begin a comment in it (HTML §4.12.1.3). */
const inScript = (data: PageData): string => JSON.stringify(data).replaceAll("<", "\\u003c");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

/** One fact at a glance: how many domains have each of its values. Each value is a button that filters by it. */
function card({ title, about, values, of }: PageFact, number: number, domains: number): string {
  const counts = values.map(() => 0);
  for (const value of of) counts[value] = (counts[value] ?? 0) + 1;
  const rows = values.map((value, i) => bar(value, counts[i] ?? 0, domains, `${number} ${i}`));
  return `<div class="card" role="group" aria-label="${escaped(title)}">
<h2>${escaped(title)}</h2>
<p>${escaped(about)}</p>
<ul>
${rows.join("\n")}
</ul>
</div>`;
}

/** Its width is an attribute of SVG, since the policy permits no style on an element. */
function bar({ label, tone }: PageValue, count: number, domains: number, value: string): string {
  const width = domains === 0 ? 0 : (100 * count) / domains;
  return `<li><button type="button" class="bar ${tone}" data-value="${value}" aria-pressed="false"><span class="label">${escaped(label)}</span><span class="count">${count}</span><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${width.toFixed(2)}" height="1"/></svg></button></li>`;
}
