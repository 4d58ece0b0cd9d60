/** `dns-spf`: what an SPF record includes exists, and all of it together takes at most ten look-ups. */
import type { Finding } from "../../finding.ts";
import { parseSpf } from "../../mail/spf.ts";
import { type KnownSpf, MOST_LOOKUPS, type SpfTermCost, spfBudget } from "../../mail/spf-budget.ts";
import { isSpf } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import { publishedAt, spfTargets } from "../../view/spf-budgets.ts";
import { type SpfRecord, textRecords } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { Judge } from "./judge.ts";

/** Records of other names that are read for one; with ten look-ups there are at most ten that count. */
const MOST_RECORDS = 60;

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
  const known = await gather(spf, zone, zones, resolver);
  const budget = spfBudget(spf.terms, record.name, { find: (name) => known.get(name) });
  const report = (message: string, help: string): Finding => ({
    ...{ code: "dns-spf", severity: "error", message, help },
    ...atRecord(zone, record),
  });
  const all = flatten(budget.terms);
  const loop = all.find(({ isLoop }) => isLoop);
  if (loop !== undefined) {
    return [
      report(
        `the SPF record of ${shownName(record.name)} leads to ${domainOf(loop.term)} again and again, so receivers take it for invalid (permerror, RFC 7208 §4.6.4)`,
        `delete the term, or ask ${domainOf(loop.term)} to mend its record`,
      ),
    ];
  }
  const absent = all.filter(({ known: one }) => one !== undefined && "isVoid" in one);
  const findings = absent.map(({ term }) =>
    report(
      `the SPF record of ${shownName(record.name)} leads to ${domainOf(term)}, which has none, so receivers take the whole record for invalid (permerror, RFC 7208 §5.2)`,
      "delete the term, or correct the name",
    ),
  );
  if (budget.lookups > MOST_LOOKUPS) {
    findings.push(
      report(
        `the SPF record of ${shownName(record.name)} takes ${budget.isWhole ? "" : "at least "}${budget.lookups} look-ups in DNS as it is now, more than ${MOST_LOOKUPS}, so receivers take it for invalid (permerror, RFC 7208 §4.6.4)`,
        "remove services that no longer send, or move some of them to a sub-domain; mailzone spf shows what each term costs",
      ),
    );
  }
  return findings;
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

/** The records that the terms lead to: those of the run, and of DNS for all other names. Nothing for a failed look-up. */
async function gather(
  spf: SpfRecord["spf"],
  zone: Zone,
  zones: readonly Zone[],
  resolver: Resolver,
): Promise<ReadonlyMap<Name, KnownSpf>> {
  const known = new Map<Name, KnownSpf>();
  const asked = new Set<Name>();
  let next: readonly Name[] = spfTargets(spf).map(({ name }) => name);
  while (next.length > 0) {
    const fresh = [...new Set(next)].filter((name) => !asked.has(name)).slice(0, MOST_RECORDS - asked.size);
    for (const name of fresh) asked.add(name);
    const found = await Promise.all(
      fresh.map(
        async (name) => [name, publishedAt(zones, zone, name) ?? (await lookUp(name, resolver))] as const,
      ),
    );
    next = found.flatMap(([name, record]) => {
      if (record === undefined) return [];
      if (record === "none") {
        known.set(name, { isVoid: true });
        return [];
      }
      known.set(name, { terms: record.terms });
      return spfTargets(record).map((target) => target.name);
    });
  }
  return known;
}

async function lookUp(name: Name, resolver: Resolver): Promise<SpfRecord["spf"] | "none" | undefined> {
  const { outcome, records } = await resolver.lookUp(name, "TXT");
  if (outcome === "failed") return undefined;
  const text = records.flatMap(({ data }) => (data.type === "TXT" && isSpf(data.text) ? [data.text] : []))[0];
  return text === undefined ? "none" : parseSpf(text);
}
