/** What an SPF record leads to: the records that it includes, those that they include, and what their host terms find. */
import type { SpfDns, SpfQuestion } from "../../mail/check-host.ts";
import { evaluatedTerms, parseSpf, type Spf } from "../../mail/spf.ts";
import { MOST_LOOKUPS } from "../../mail/spf-budget.ts";
import type { SpfTerm } from "../../mail/spf-term.ts";
import { isSpf } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import { publishedAt, spfTargets } from "../../view/spf-budgets.ts";
import { absolute, type Name } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import { spfDns } from "../spf-dns.ts";

export interface SpfTree {
  /** By name, what is there; absent for a failed look-up. */
  readonly records: ReadonlyMap<Name, Spf | "none">;
  /** How many records the term of a record at `owner` finds; undefined if that is not known. */
  found(term: SpfTerm, owner: Name): number | undefined;
}

/** Records of other names that are read for one; with ten look-ups there are at most ten that count. */
const MOST_RECORDS = 60;
/** Terms that are looked up of one record: beyond those that receivers evaluate, the record is invalid anyway. */
const MOST_TERMS = MOST_LOOKUPS + 1;

/** The records of the run, and of DNS for all other names. */
export async function spfTree(
  owner: Name,
  spf: Spf,
  zone: Zone,
  zones: readonly Zone[],
  resolver: Resolver,
): Promise<SpfTree> {
  const records = new Map<Name, Spf | "none">();
  const counts = new Map<string, number>();
  const asked = new Set<Name>();
  const dns = spfDns(zones, resolver);
  let next: readonly (readonly [Name, Spf])[] = [[owner, spf]];
  while (next.length > 0) {
    const targets = next.flatMap(([, one]) => spfTargets(one).map(({ name }) => name));
    const fresh = [...new Set(targets)]
      .filter((name) => !asked.has(name))
      .slice(0, MOST_RECORDS - asked.size);
    for (const name of fresh) asked.add(name);
    const [found] = await Promise.all([
      Promise.all(
        fresh.map(
          async (name) => [name, publishedAt(zones, zone, name) ?? (await lookUp(name, resolver))] as const,
        ),
      ),
      ...next.map(([at, one]) => count(at, one, counts, dns)),
    ]);
    next = found.flatMap(([name, record]) => {
      if (record !== undefined) records.set(name, record);
      return record === undefined || record === "none" ? [] : [[name, record] as const];
    });
  }
  return { records, found: (term, at) => counts.get(keyOf(term, at) ?? "") };
}

/** What a term looks up, by the types of which one is enough; an `exists` asks for A alone (RFC 7208 §5.7). */
const TYPES: Readonly<Partial<Record<SpfTerm["name"], readonly SpfQuestion[]>>> = {
  a: ["A", "AAAA"],
  mx: ["MX"],
  exists: ["A"],
};

async function count(owner: Name, spf: Spf, counts: Map<string, number>, dns: SpfDns): Promise<void> {
  const terms = evaluatedTerms(spf).slice(0, MOST_TERMS);
  await Promise.all(
    terms.map(async (term) => {
      const key = keyOf(term, owner);
      if (key === undefined || counts.has(key)) return;
      const types = TYPES[term.name] ?? [];
      const found = await Promise.all(types.map((type) => dns(targetOf(term, owner), type)));
      if (!found.includes("failed")) counts.set(key, found.flat().length);
    }),
  );
}

/** Undefined for a term that finds no hosts, and for a name that is known only when a mail comes. */
function keyOf(term: SpfTerm, owner: Name): string | undefined {
  const target = targetOf(term, owner);
  return TYPES[term.name] === undefined || target.includes("%") ? undefined : `${term.name} ${target}`;
}

const targetOf = (term: SpfTerm, owner: Name): Name =>
  "domain" in term && term.domain !== undefined ? absolute(term.domain) : owner;

async function lookUp(name: Name, resolver: Resolver): Promise<Spf | "none" | undefined> {
  const { outcome, records } = await resolver.lookUp(name, "TXT");
  if (outcome === "failed") return undefined;
  const text = records.flatMap(({ data }) => (data.type === "TXT" && isSpf(data.text) ? [data.text] : []))[0];
  return text === undefined ? "none" : parseSpf(text);
}
