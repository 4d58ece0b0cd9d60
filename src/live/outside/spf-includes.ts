/** `dns-spf`: what an SPF record includes exists, and all of it together takes no more look-ups than receivers make. */
import type { Finding, Severity } from "../../finding.ts";
import { MOST_LOOKUPS, MOST_VOIDS, type SpfTermCost, spfBudget } from "../../mail/spf-budget.ts";
import { printTerm } from "../../mail/spf-term.ts";
import type { Zone } from "../../plan/zone.ts";
import { type SpfRecord, textRecords } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { firstOf, listed } from "../../words/list.ts";
import { ownCommand } from "../../words/own-command.ts";
import { shownName } from "../../words/record.ts";
import { counted } from "../../words/text.ts";
import type { Name } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { Judge } from "./judge.ts";
import { type SpfTree, spfTree } from "./spf-tree.ts";

/** Most MX whose addresses receivers look up for one mx term (RFC 7208 §4.6.4). */
const MOST_MX = 10;
/** Terms that a message names. */
const MOST_SHOWN = 4;

export const spfIncludes: Judge = async (zone, zones, resolver) => {
  const found = await Promise.all(
    textRecords(zone).spf.map((record) => judge(record, zone, zones, resolver)),
  );
  return found.flat();
};

async function judge(
  { record, spf }: SpfRecord,
  zone: Zone,
  zones: readonly Zone[],
  resolver: Resolver,
): Promise<Finding[]> {
  const tree = await spfTree(record.name, spf, zone, zones, resolver);
  const budget = spfBudget(spf.terms, record.name, {
    find(name) {
      const one = tree.records.get(name);
      if (one === undefined) return undefined;
      return one === "none" ? { isVoid: true } : { terms: one.terms };
    },
    isVoid: (term, owner) => tree.found(term, owner) === 0,
  });
  const report = (severity: Severity, message: string, help: string): Finding => ({
    ...{ code: "dns-spf", severity, message: `the SPF record of ${shownName(record.name)} ${message}`, help },
    ...atRecord(zone, record),
  });
  const all = flatten(budget.terms);
  const loop = all.find(({ isLoop }) => isLoop);
  if (loop !== undefined) {
    return [
      report(
        "error",
        `leads to ${domainOf(loop.term)} again and again, so receivers take it for invalid (permerror, RFC 7208 §4.6.4)`,
        `delete the term, or ask ${domainOf(loop.term)} to mend its record`,
      ),
    ];
  }
  const absent = all.filter(({ known }) => known !== undefined && "isVoid" in known);
  const findings = absent.map(({ term }) =>
    report(
      "error",
      `leads to ${domainOf(term)}, which has none, so receivers take the whole record for invalid (permerror, RFC 7208 §5.2)`,
      "delete the term, or correct the name",
    ),
  );
  if (budget.lookups > MOST_LOOKUPS) {
    findings.push(
      report(
        "error",
        `takes ${budget.isWhole ? "" : "at least "}${budget.lookups} look-ups in DNS as it is now, more than ${MOST_LOOKUPS}, so receivers take it for invalid (permerror, RFC 7208 §4.6.4)`,
        `remove services that no longer send, or move some of them to a sub-domain; ${ownCommand("spf")} shows what each term costs`,
      ),
    );
  }
  return [...findings, ...hosts(record.name, budget.terms, tree, report)];
}

/** Terms that find no hosts, or too many. */
function hosts(
  owner: Name,
  terms: readonly SpfTermCost[],
  tree: SpfTree,
  report: (severity: Severity, message: string, help: string) => Finding,
): Finding[] {
  const voids = voidTerms(terms);
  const crowded = terms.filter(({ term }) => term.name === "mx" && (tree.found(term, owner) ?? 0) > MOST_MX);
  const findings = crowded.map(({ term }) =>
    report(
      "error",
      `has ${printTerm(term)}, which finds ${tree.found(term, owner)} MX, more than ${MOST_MX}, so receivers take it for invalid (permerror, RFC 7208 §4.6.4)`,
      "list the networks of the MX hosts with ip4 and ip6 in place of mx",
    ),
  );
  if (voids.length === 0) return findings;
  const shown = listed(firstOf(voids, MOST_SHOWN));
  return [
    ...findings,
    voids.length > MOST_VOIDS
      ? report(
          "error",
          `has ${voids.length} terms that find nothing, more than ${MOST_VOIDS}, so receivers take it for invalid (permerror, RFC 7208 §4.6.4): ${shown}`,
          "delete these terms, or publish what they name",
        )
      : report(
          "warning",
          `has ${counted(voids.length, "term")} without effect, since nothing is found: ${shown}; more than ${MOST_VOIDS} would make receivers take the record for invalid (RFC 7208 §4.6.4)`,
          "delete what finds nothing, or publish what it names",
        ),
  ];
}

/** The terms of hosts that find nothing, in all records; an include that does is an error of its own. */
function voidTerms(terms: readonly SpfTermCost[]): readonly string[] {
  return terms.flatMap(({ term, isVoid, inside }) =>
    isVoid && term.name !== "include" && term.name !== "redirect" ? [printTerm(term)] : voidTerms(inside),
  );
}

/** Terms with all that is in them; each include once. */
function flatten(terms: readonly SpfTermCost[]): readonly SpfTermCost[] {
  const all = new Map<string, SpfTermCost>();
  const add = (some: readonly SpfTermCost[]): void => {
    for (const one of some) {
      const key = `${domainOf(one.term)} ${one.isLoop}`;
      if (all.has(key)) continue;
      all.set(key, one);
      add(one.inside);
    }
  };
  add(terms);
  return [...all.values()];
}

const domainOf = (term: SpfTermCost["term"]): string => ("domain" in term && term.domain) || "";
