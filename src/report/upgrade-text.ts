/** What an upgrade of mailzone changes, as text: what many domains share is told once. */
import type { Code, Finding } from "../finding.ts";
import { firstOf, listed } from "../words/list.ts";
import { counted, visible } from "../words/text.ts";
import { absolute, relativeName } from "../zone/name.ts";
import { countFindings } from "./summary.ts";
import { plain, printFindings, type Style } from "./text.ts";
import type { UpgradeDocument, UpgradeDomain } from "./upgrade-json.ts";

type FindingJson = UpgradeDocument["findings"][number];

/** How many of the domains with the same change are named. */
const NAMED = 3;

interface Change {
  readonly name: string;
  readonly type: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

interface Told extends Change {
  readonly domains: string[];
}

export function printUpgrade(
  { from, to, domains, findings, summary }: UpgradeDocument,
  style: Style = plain,
): string {
  const { added, removed, changed } = summary;
  const counts = [
    changed > 0 ? `${changed} changed` : undefined,
    added > 0 ? `${added} added` : undefined,
    removed > 0 ? `${removed} removed` : undefined,
  ].filter((part) => part !== undefined);
  const head =
    counts.length === 0
      ? `mailzone ${from} and ${to} publish the same records`
      : `mailzone ${to} publishes other records than ${from} in ${counted(summary.domains, "domain")}: RRsets ${listed(counts)}`;
  const told = [visible(head), ...toldOnce(domains).flatMap(block), ""].join("\n");
  if (findings.length === 0) return told;
  const found = findings.map(asFinding);
  return `${told}\nNew findings with mailzone ${visible(to)} (${countFindings(found)}):\n\n${printFindings(found, style)}`;
}

/** A finding as it was before it became JSON; its code may be one that this version does not have. */
const asFinding = ({
  code,
  severity,
  message,
  help,
  domain,
  file,
  line,
  column,
  related,
  more,
}: FindingJson): Finding => ({
  code: code as Code,
  severity,
  message,
  ...(help === null ? {} : { help }),
  ...(domain === null ? {} : { domain }),
  ...placeOf({ file, line, column }),
  related: related.flatMap(({ note, ...at }) => {
    const { place } = placeOf(at);
    return place === undefined ? [] : [{ place, note }];
  }),
  ...(more === 0 ? {} : { more }),
});

const placeOf = ({
  file,
  line,
  column,
}: Pick<FindingJson, "file" | "line" | "column">): Pick<Finding, "place"> =>
  file === null ? {} : { place: { file, line: line ?? undefined, column: column ?? undefined } };

/** Changes that differ in nothing but the domain's name are one. */
function toldOnce(domains: readonly UpgradeDomain[]): readonly Told[] {
  const told = new Map<string, Told>();
  for (const domain of domains) {
    for (const change of changesOf(domain)) {
      const key = JSON.stringify(change).replaceAll(domain.domain, "{domain}");
      const same = told.get(key) ?? { ...change, domains: [] };
      same.domains.push(domain.domain);
      told.set(key, same);
    }
  }
  return [...told.values()];
}

function changesOf({ domain, added, removed, changed }: UpgradeDomain): readonly Change[] {
  const lines = ({ ttl, data }: { readonly ttl: number; readonly data: readonly string[] }, other?: number) =>
    data.map((one) => (other === undefined || other === ttl ? one : `${one}  (TTL ${ttl})`));
  const named = ({ name, type }: { readonly name: string; readonly type: string }) => ({
    name: relativeName(name, absolute(domain)),
    type,
  });
  return [
    ...changed.map(({ before, after, ...rest }) => {
      const [was, is] = [lines(before, after.ttl), lines(after, before.ttl)];
      return {
        ...named(rest),
        before: was.filter((one) => !is.includes(one)),
        after: is.filter((one) => !was.includes(one)),
      };
    }),
    ...added.map((set) => ({ ...named(set), before: [], after: lines(set) })),
    ...removed.map((set) => ({ ...named(set), before: lines(set), after: [] })),
  ];
}

function block({ name, type, before, after, domains }: Told): readonly string[] {
  const [first = ""] = domains;
  const distinct = [...new Set(domains)];
  return [
    "",
    visible(
      distinct.length === 1
        ? `${first}: ${name} ${type}`
        : `${name} ${type} in ${counted(distinct.length, "domain")}: ${listed(firstOf(distinct, NAMED))}${isOwn(before, after, first) ? `; of ${first}:` : ""}`,
    ),
    ...before.map((data) => visible(`  - ${data}`)),
    ...after.map((data) => visible(`  + ${data}`)),
  ];
}

/** Whether the data shown is that of one of the domains. */
const isOwn = (before: readonly string[], after: readonly string[], domain: string): boolean =>
  [...before, ...after].some((data) => data.includes(domain));
